// Changes when the phone learns where to sign in, or by which name its device is known, otherwise.
import { join } from 'node:path';
import { z } from 'zod';
import { phoneAccountSchema } from '../../shared/ipc/phone.ts';
import type { Log } from '../../shared/log.ts';
import { readIfThere, writeAtomic } from './atomic-file.ts';

/** Where a phone signs in. */
export type Account = z.infer<typeof phoneAccountSchema>;

/**
 * The account of the demo world, by the environment (PARLEY_PHONE_ACCOUNT, as JSON), because everybody on the machine
 * can read a command line.
 * @returns null where there is none, or it is not one.
 */
export function readPhoneAccount(env: NodeJS.ProcessEnv, log: Log): Account | null {
  const text = env['PARLEY_PHONE_ACCOUNT'];
  if (!text) return null;
  try {
    return phoneAccountSchema.parse(JSON.parse(text));
  } catch {
    // Without the text: it holds a password.
    log.warn('the account of the phone cannot be read');
    return null;
  }
}

const fileSchema = z.object({ instanceId: z.uuid() });

/** The name by which servers know this device, made once. Without a disk it lives as long as we do. */
export async function deviceInstance(folder: string, newUuid: () => string, log: Log): Promise<string> {
  const file = join(folder, 'phone.json');
  try {
    const found = await readIfThere(file);
    if (found !== undefined) return fileSchema.parse(JSON.parse(found.toString('utf8'))).instanceId;
  } catch (error) {
    log.warn('the name of the phone is made anew', { error });
  }
  const instanceId = newUuid();
  await writeAtomic(file, `${JSON.stringify({ instanceId })}\n`).catch((error: unknown) =>
    log.warn('the name of the phone could not be kept', { error }),
  );
  return instanceId;
}
