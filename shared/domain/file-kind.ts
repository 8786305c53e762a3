// Which files may be sent, and what a file really is: by its first bytes, never by its name or by what its sender says.
import { attachmentBounds } from './attachment.ts';

/** The kinds that may be sent, with the endings that fit each. No kind that a browser would run is among them. */
export const fileKinds = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'csv', 'md', 'json'],
} as const;
export type FileKind = keyof typeof fileKinds;

/** So many of the first bytes are enough to tell. */
export const headBytes = 4096;

const starts = (head: Uint8Array, at: number, ...bytes: number[]): boolean =>
  head.length >= at + bytes.length && bytes.every((byte, i) => head[at + i] === byte);

/** @param head the first {@link headBytes} of a file, or all of it. @returns what it is; null when it is nothing that may be sent. */
export function kindOf(head: Uint8Array): FileKind | null {
  if (starts(head, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(head, 0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(head, 0, 0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  if (starts(head, 0, 0x52, 0x49, 0x46, 0x46) && starts(head, 8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  if (starts(head, 0, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  return isText(head) ? 'text/plain' : null;
}

/** @returns whether a file begins as Matroska does (RFC 8794, 11.2.1): what calls are recorded in. No such file may be sent by hand. */
export function isWebm(head: Uint8Array): boolean {
  return starts(head, 0, 0x1a, 0x45, 0xdf, 0xa3);
}

/** Text has no control characters but those of lines; what is above ASCII may be any encoding. */
function isText(head: Uint8Array): boolean {
  return (
    head.length > 0 &&
    head.every(
      (byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 27,
    )
  );
}

export const isImage = (kind: string): boolean => kind.startsWith('image/') && kind in fileKinds;

/** Why a file cannot be sent: the last part of a translation key. */
export type FileProblem = 'empty' | 'tooLarge' | 'kind' | 'notItsName';

/** @returns why this file cannot be sent, or null. A name without an ending fits every kind. */
export function fileProblem(name: string, bytes: number, head: Uint8Array): FileProblem | null {
  if (bytes === 0) return 'empty';
  if (bytes > attachmentBounds.bytes) return 'tooLarge';
  const kind = kindOf(head);
  if (kind === null) return 'kind';
  const ending = endingOf(name);
  if (ending === '' || (fileKinds[kind] as readonly string[]).includes(ending)) return null;
  const known = Object.values(fileKinds).some((endings: readonly string[]) => endings.includes(ending));
  // "photo.png" that is a page is a trick or a mistake; "setup.exe" that reads as text is simply not sent.
  return known ? 'notItsName' : 'kind';
}

const endingOf = (name: string): string => /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

// Everything that is not seen, or turns the direction of what follows.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const mostName = 120;

/** @returns the name of a file without folders and tricks, short enough to be shown, its ending kept; never empty. */
export function cleanFileName(name: string): string {
  const base = name.normalize('NFC').replace(unseen, '').split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return 'file';
  if (plain.length <= mostName) return plain;
  const ending = /\.[a-z0-9]{1,10}$/i.exec(plain)?.[0] ?? '';
  // By characters, so that none is cut in half.
  return Array.from(plain.slice(0, mostName * 2))
    .slice(0, mostName - ending.length - 1)
    .join('')
    .slice(0, 250 - ending.length)
    .concat('…', ending);
}
