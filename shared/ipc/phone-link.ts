// Changes when a link that asks for a call (tel:, callto:, sip:) is read otherwise. Anybody may have written it: what is
// not plainly a number or an address is none.
import { plainDigits } from '../phone/number.ts';

/** Whom a link asks to call. */
export interface PhoneLink {
  /** A number, or a SIP address such as ada@example.org. */
  readonly to: string;
  /** Keys to be pressed once the call is through; empty where there are none. */
  readonly extension: string;
}

/** The schemes that Parley can be asked by. */
export const phoneSchemes = ['tel', 'callto', 'sip', 'sips'] as const;

const longest = 256;
const numberPattern = /^\+?[0-9]{2,20}$/;
const userPattern = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/;
const hostPattern =
  /^(?=.{1,200}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))*(?::[0-9]{1,5})?$/;

/**
 * Reads a link of RFC 3966 (tel:), RFC 3261 19.1 (sip:, sips:) or the older callto:.
 * Codes with `*` and `#` are refused: at some exchanges they act at once. So are headers (`?Replaces=...`), which take
 * over other calls, and parameters that choose another way to the number.
 * @returns undefined for everything that is not plainly somebody to call.
 */
export function readPhoneLink(text: string): PhoneLink | undefined {
  if (text.length > longest * 2) return undefined;
  const parts = /^(tel|callto|sips?):(?:\/\/)?([^]*)$/i.exec(text);
  const [scheme, rest] = [parts?.[1]?.toLowerCase(), decoded(parts?.[2])];
  if (scheme === undefined || rest === undefined) return undefined;
  const [to = '', ...parameters] = rest.split(';');
  const extension = extensionOf(parameters, scheme);
  if (extension === undefined) return undefined;
  // A number may be written for reading; nothing else in a link is.
  const number = plainDigits(to).replace(/[-.() /]/g, '');
  if (scheme !== 'sip' && scheme !== 'sips' && numberPattern.test(number)) return { to: number, extension };
  if (scheme === 'tel') return undefined;
  const [user = '', host, ...more] = to.split('@');
  if (host === undefined) return numberPattern.test(user) ? { to: user, extension } : undefined;
  const fits = more.length === 0 && userPattern.test(user.replace(/^\+/, '')) && hostPattern.test(host);
  return fits ? { to: `${user}@${host}`, extension } : undefined;
}

/** @returns undefined where a parameter stands that we do not know: it may mean another call than the one that is read. */
function extensionOf(parameters: readonly string[], scheme: string): string | undefined {
  let extension = '';
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=').map((part) => part.toLowerCase());
    if (scheme === 'tel' && name === 'ext' && /^[0-9]{1,15}$/.test(value)) extension = value;
    else if (!(name === 'phone-context' && scheme === 'tel') && !(name === 'user' && value === 'phone'))
      return undefined;
  }
  return extension;
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const plain = decodeURIComponent(text).replace(/\/$/, '');
    return plain.length > longest || /[^\u0020-\u007e\p{Nd}]/u.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}
