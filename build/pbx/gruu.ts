// Changes when a device is named otherwise: by addresses that lead to it alone, over all of its connections (RFC 5627).

/** The two names of a device. */
export interface Gruus {
  /** Says whose it is, and stays the same: what others keep. */
  readonly pub: string;
  /** Says nothing of anybody. */
  readonly temp: string;
}

/** @param instance as the Contact of a REGISTER says it (RFC 5626, 4.1). @returns its URN; undefined where it is none. */
export function urnOf(instance: string): string | undefined {
  return /^"?<(urn:[\w:.-]{1,200})>"?$/i.exec(instance)?.[1]?.toLowerCase();
}

/** @param secret a text that nobody can guess. */
export function gruusOf(user: string, realm: string, urn: string, secret: string): Gruus {
  return { pub: `sip:${user}@${realm};gr=${urn}`, temp: `sip:tgruu.${secret}@${realm};gr` };
}

/** @returns the user part of an address, and which device it names: "" with a temporary one, undefined with none. */
export function readAddress(uri: string): { user: string; gr: string | undefined } | undefined {
  const [, user, rest = ''] = /^sips?:([^@;>? ]+)@([^?> ]*)/i.exec(uri) ?? [];
  if (user === undefined) return undefined;
  const gr = /;gr(?:=([^;]*))?(?:;|$)/i.exec(rest);
  return { user, gr: gr === null ? undefined : (gr[1] ?? '').toLowerCase() };
}

/** How they stand in the answer to a REGISTER (RFC 5627, 5.3). */
export function gruuParams({ pub, temp }: Gruus): string {
  return `;pub-gruu="${pub}";temp-gruu="${temp}"`;
}
