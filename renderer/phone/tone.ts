// Changes when the caller is told by another sound that the call is recorded.

/** The tone by which calls are known to be recorded (FCC 64.501: 1,400 Hz, a fifth of a second), twice. */
const toneHz = 1_400;
const toneSeconds = 0.2;
const toneLevel = 0.12;

/**
 * Plays the tone to one call: into its mix where it has one, else beside the agent's voice in a mix of its own, which
 * goes out only for as long as the tone is heard.
 */
export async function playTone(
  audio: AudioContext,
  own: MediaStreamTrack,
  sender: RTCRtpSender,
  mix: MediaStreamAudioDestinationNode | undefined,
  isAlone: () => boolean,
): Promise<void> {
  await audio.resume();
  const to = mix ?? audio.createMediaStreamDestination();
  const level = audio.createGain();
  level.gain.value = 0;
  const begin = audio.currentTime + 0.1;
  for (const at of [begin, begin + 2 * toneSeconds]) {
    level.gain.setValueAtTime(toneLevel, at);
    level.gain.setValueAtTime(0, at + toneSeconds);
  }
  const tone = audio.createOscillator();
  tone.frequency.value = toneHz;
  tone.connect(level).connect(to);
  const voice = mix === undefined ? audio.createMediaStreamSource(new MediaStream([own])) : undefined;
  voice?.connect(to);
  const [track] = to.stream.getAudioTracks();
  if (mix === undefined && track !== undefined) await sender.replaceTrack(track);
  const over = new Promise<void>((resolve) =>
    tone.addEventListener('ended', () => resolve(), { once: true }),
  );
  tone.start(begin);
  tone.stop(begin + 3 * toneSeconds + 0.1);
  await over;
  // Whoever has changed what goes out meanwhile has the last word.
  if (mix === undefined && isAlone() && sender.track === track) await sender.replaceTrack(own);
  voice?.disconnect();
  level.disconnect();
}
