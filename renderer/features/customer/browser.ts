// Changes when browsers and systems are told apart differently. Only a label: nothing depends on it.

const browsers: readonly [name: string, mark: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:(?:Headless)?Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
];
const systems: readonly [name: string, mark: RegExp][] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/** @returns "Firefox 147, Windows" for a user agent string; any other text as it is. */
export function browserName(text: string): string {
  const found = browsers
    .map(([name, mark]) => [name, mark.exec(text)?.[1]] as const)
    .find(([, version]) => version !== undefined);
  if (found === undefined || !text.startsWith('Mozilla/')) return text;
  const system = systems.find(([, mark]) => mark.test(text))?.[0];
  const browser = `${found[0]} ${found[1]}`;
  return system === undefined ? browser : `${browser}, ${system}`;
}
