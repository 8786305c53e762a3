// Changes when a test hears otherwise what the phone's window plays. Code for that page: the test itself is elsewhere.

/** @returns code that gives the level of each tone, in dB, in what all players that are not muted play now. */
export const playedLevels = (tones: readonly number[]): string => `(async () => {
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  analyser.smoothingTimeConstant = 0;
  for (const player of document.querySelectorAll('audio'))
    if (!player.muted && player.srcObject) context.createMediaStreamSource(player.srcObject).connect(analyser);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  const found = ${JSON.stringify(tones)}.map((hz) => bins[Math.round(hz * analyser.fftSize / context.sampleRate)]);
  await context.close();
  return found;
})()`;

/** What is louder than this in dB is heard. */
export const heardAbove = -60;
