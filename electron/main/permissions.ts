// Changes when a page of ours needs another permission of the browser.
import type { Session } from 'electron';
import type { Log } from '../../shared/log.ts';
import { isOurs } from './origin.ts';

/** Who asks for what. */
export interface PermissionQuestion {
  readonly permission: string;
  /** Address or origin of the asking frame. */
  readonly from: string;
  readonly mainFrame: boolean;
  /** For `media`: which kinds. */
  readonly media: readonly string[];
}

/** HID usage page of telephony: headsets. Nothing else on the machine's USB is our business. */
const telephonyPage = 0x0b;

/** Decides one question. Everything that is not listed here is refused. */
export function mayUse({ permission, from, mainFrame, media }: PermissionQuestion): boolean {
  if (!mainFrame || !isOurs(from)) return false;
  switch (permission) {
    case 'media':
      return media.length > 0 && media.every((kind) => kind === 'audio');
    // Where sounds go is the agent's to choose.
    case 'speaker-selection':
    case 'notifications':
    case 'clipboard-sanitized-write':
      return true;
    default:
      return false;
  }
}

/**
 * Decides whether a page may open one device: only HID devices that say they are telephony. Asked of the phone's page
 * alone; every other one opens no device at all.
 */
export function mayOpenDevice(kind: string, from: string, device: unknown): boolean {
  if (kind !== 'hid' || !isOurs(from)) return false;
  const collections = (device as { collections?: unknown } | null)?.collections;
  return (
    Array.isArray(collections) &&
    collections.some((one) => (one as { usagePage?: unknown } | null)?.usagePage === telephonyPage)
  );
}

/** Puts the decisions into a session: questions, silent checks, and no devices. */
export function guardPermissions(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, reply, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const allowed = mayUse({
      permission,
      from: details.requestingUrl,
      mainFrame: details.isMainFrame,
      media,
    });
    if (!allowed) log.warn('refused a permission', { permission, from: details.requestingUrl.slice(0, 200) });
    reply(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse({
      permission,
      from: origin,
      mainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
}
