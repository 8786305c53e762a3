// What the service has of a recording, and how loud tones are in it. Changes when recordings are measured otherwise.
import type { ServiceContext } from '../../../service/context.ts';
import type { RecordingPart } from '../../../shared/domain/call-media.ts';

/** @returns a part of a recording, as base64. */
export async function bytesOf(
  { pool }: Pick<ServiceContext, 'pool'>,
  { file }: RecordingPart,
): Promise<string> {
  const { rows } = await pool.query<{ bytes: Buffer }>(
    'select bytes from file_piece where blob = $1 order by n',
    [file.sha256],
  );
  return Buffer.concat(rows.map((row) => row.bytes)).toString('base64');
}

/** @returns whether the service has all of a part. */
export async function isWhole(
  { pool }: Pick<ServiceContext, 'pool'>,
  { file }: RecordingPart,
): Promise<boolean> {
  const { rows } = await pool.query<{ sha256: string }>(
    'select sha256 from file where id = $1 and sha256 is not null',
    [file.id],
  );
  return rows[0]?.sha256 === file.sha256;
}

/** Of a thousand where one is full, by Hz: at most in any tenth of a second, each side for itself. */
export interface Levels {
  agent: Record<string, number>;
  caller: Record<string, number>;
  seconds: number;
}

/**
 * Runs in a page, which can decode.
 *
 * @param files base64. To be sent to a page as its source: it uses nothing from here.
 */
export async function measure([files, tones]: [string[], number[]]): Promise<Levels> {
  const most: Levels = { agent: {}, caller: {}, seconds: 0 };
  for (const file of files) {
    const binary = Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
    const sound = await new OfflineAudioContext(2, 48_000, 48_000).decodeAudioData(binary.buffer);
    most.seconds += sound.duration;
    for (const [at, side] of (['agent', 'caller'] as const).entries()) {
      const samples = sound.getChannelData(Math.min(at, sound.numberOfChannels - 1));
      const size = 4800;
      for (let from = 0; from + size <= samples.length; from += size)
        for (const frequency of tones) {
          let [real, imaginary] = [0, 0];
          for (let i = 0; i < size; i += 1) {
            const value = samples[from + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
            real += value * Math.cos((2 * Math.PI * frequency * i) / 48_000);
            imaginary += value * Math.sin((2 * Math.PI * frequency * i) / 48_000);
          }
          const level = (4000 * Math.hypot(real, imaginary)) / size;
          most[side][frequency] = Math.max(most[side][frequency] ?? 0, level);
        }
    }
  }
  return most;
}
