// Changes when an emoji or emoticon should weigh differently. Skin tones and selectors are gone by now.

const groups: readonly (readonly [weight: number, emoji: string])[] = [
  [2, '😍 🥰 😘 🤩 ❤ 💖 💕 💙 💚 💜 🧡 💛 🥳 🎉 🏆 💯 🙌 😻 🤗 <3'],
  [1.4, '😊 😀 😃 😄 😁 😆 👍 👏 👌 🤝 💪 ⭐ 🌟 ✨ 🌹 🌷 🌺 🌸 💐 😇 😎 ☺ 🫶 😋 :) :-) =) :d :-d :p'],
  [0.6, '😉 😌 🙏 🤞 😅 😂 🤣 ✅ ✔ 🆗 ;) ;-) 😏 🍀 ☀'],
  [-0.6, '😕 🤔 😐 😑 😶 😬 🙄 😓 😟 🤷 😴 ⏳ :/ :-/ :| :\\'],
  [-1.4, '😞 😔 🙁 ☹ 😢 😥 😩 😫 😖 😣 😒 🤦 👎 😠 💔 ❌ :( :-( =( 😰 😨 😱 😤 🥱 🤨'],
  [-2.2, "😡 🤬 😭 💩 🤮 🤢 🖕 👿 😾 🤡 :'("],
];
const weights = new Map(
  groups.flatMap(([weight, emoji]) => emoji.split(' ').map((one) => [one, weight] as const)),
);

/** @returns what an emoji weighs, 0 when it says nothing. A joined sequence counts as its first. */
export function emojiWeight(emoji: string): number {
  return weights.get(emoji) ?? weights.get(Array.from(emoji)[0] ?? '') ?? 0;
}
