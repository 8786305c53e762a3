// Changes when the phone's page may load, reach or use something else. Everything that is not listed is refused.
import type { Session } from 'electron';
import type { Log } from '../../shared/log.ts';
import { policyWith, securityHeaders } from './content-policy.ts';
import { isOurs } from './origin.ts';
import { mayOpenDevice, mayUse } from './permissions.ts';

/** The session of the phone's window: in memory, and shared with no other window. */
export const phonePartition = 'parley-phone';

/**
 * What every answer to the phone's page carries. By its policy it may talk to encrypted servers and to this machine;
 * that it is one server alone is held by `guardPhone`.
 */
export const phoneHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'content-security-policy': policyWith({
    'connect-src': "'self' wss: ws://127.0.0.1:* ws://localhost:*",
    'style-src': "'none'",
    'font-src': "'none'",
    'img-src': 'data:',
  }),
};

/** Whether the phone's page may load this address: our files, and the one server it was granted. */
export function phoneMayReach(address: string, server: string | undefined): boolean {
  try {
    const { protocol, host } = new URL(address);
    if (protocol === 'app:' || protocol === 'devtools:') return true;
    if (server === undefined || (protocol !== 'wss:' && protocol !== 'ws:')) return false;
    const granted = new URL(server);
    return granted.protocol === protocol && granted.host === host;
  } catch {
    return false;
  }
}

/** Shuts the doors of the phone's session: the microphone, the buttons of headsets, and one server. */
export function guardPhone(session: Session, server: () => string | undefined, log: Log): void {
  session.webRequest.onBeforeRequest((details, reply) => {
    const cancel = !phoneMayReach(details.url, server());
    if (cancel) log.warn('refused a request of the phone', { to: details.url.slice(0, 200) });
    reply({ cancel });
  });
  session.setPermissionRequestHandler((_contents, permission, reply, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const question = { permission, from: details.requestingUrl, mainFrame: details.isMainFrame, media };
    reply(needs(permission) && mayUse(question));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    // Which devices there are of it is asked below, one by one.
    if (permission === 'hid') return details.isMainFrame && isOurs(origin);
    return needs(permission) && mayUse({ permission, from: origin, mainFrame: details.isMainFrame, media });
  });
  session.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    mayOpenDevice(deviceType, origin, device),
  );
}

/** Where its sound goes is the agent's to choose, as well as what it hears. */
function needs(permission: string): boolean {
  return permission === 'media' || permission === 'speaker-selection';
}
