// Changes when the files of an agent lie elsewhere, or when two services count as the same one.
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * Where the files of one agent of one service lie. A service names its agents itself, so an agent's name alone opens
 * nothing: another service that claims it must not be shown what this one sent, nor be given what was written for it.
 * @param folder the store's folder.
 * @param account the service as an origin; this machine's own is one service whatever its port.
 */
export function accountFolder(
  folder: string,
  { agentId, service }: { agentId: string; service: string },
): string {
  const { origin, hostname } = new URL(service);
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return join(folder, 'agents', agentId);
  const place = createHash('sha256').update(origin).digest('hex').slice(0, 16);
  return join(folder, 'agents', `${agentId}@${place}`);
}
