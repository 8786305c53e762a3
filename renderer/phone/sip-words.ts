// Changes when a word of SIP means something else to the phone: addresses, status codes, reasons.
import { sipCallIdSchema } from '../../shared/domain/call.ts';
import { idSchema } from '../../shared/domain/ids.ts';
import type { EndCause } from '../../shared/phone/engine.ts';

/**
 * @returns the SIP address of what somebody typed: a number, loosely written, or an address; undefined where it is none.
 */
export function addressOf(typed: string, domain: string): string | undefined {
  const text = typed.trim().replace(/^(sips?|tel|callto):(\/\/)?/i, '');
  // One device of somebody may be meant (RFC 5627): nothing else may stand behind the host.
  const [, address = '', device = ''] = /^(.*?)(;gr=urn:uuid:[0-9a-f-]{36})?$/i.exec(text) ?? [];
  const [user = '', host = domain, more] = address.split('@');
  if (more !== undefined || !/^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(host)) return undefined;
  // A number may be written for people to read; an address may not.
  const plain = /^[+0-9*#()./ -]+$/.test(user) ? user.replace(/[()./ -]/g, '') : user;
  if (!/^[A-Za-z0-9_.!~*'()&=+$,;?/-]{1,200}$/.test(plain.replaceAll('#', ''))) return undefined;
  return `sip:${plain.replaceAll('#', '%23')}@${host}${device}`;
}

/** Why a caller's side took a call back, by the Reason of its CANCEL (RFC 3326). */
export function cancelCause(reason: string | undefined): EndCause {
  if (reason === undefined) return 'cancel';
  if (/\bSIP\s*;[^,]*cause\s*=\s*"?200\b/i.test(reason)) return 'elsewhere';
  if (/\bSIP\s*;[^,]*cause\s*=\s*"?(408|480)\b/i.test(reason)) return 'timeout';
  return /\bQ\.850\s*;[^,]*cause\s*=\s*"?(18|19|102)\b/i.test(reason) ? 'timeout' : 'cancel';
}

/** Why a call of ours was refused. */
export function refusalCause(status: number): EndCause {
  if (status === 486 || status === 600) return 'busy';
  if (status === 603 || status === 403) return 'refused';
  return status === 408 || status === 480 || status === 487 || status === 504 ? 'unanswered' : 'failed';
}

/** Whether an answer to a ping came from the server: these two SIP.js makes itself when nothing came. */
export function finalStatus(status: number | undefined): boolean {
  return status !== undefined && status !== 408 && status !== 503;
}

/** What a NOTIFY says of a transfer (RFC 3515): its status line. */
export function transferStatus(body: string): number | undefined {
  const status = /^SIP\/2\.0 (\d{3})/.exec(body.trimStart())?.[1];
  return status === undefined ? undefined : Number(status);
}

/** Names the conversation that the service made of a call before it rings at a desk: set by the exchange. */
export const conversationHeader = 'X-Parley-Conversation';

/** What a request is called on the wire. What is no name of ours counts as none: anybody may write anything there. */
export function namesOf(request: { readonly callId: string; getHeader(name: string): string | undefined }): {
  callId: string | undefined;
  conversationId: string | undefined;
} {
  return {
    callId: sipCallIdSchema.safeParse(request.callId).data,
    conversationId: idSchema.safeParse(request.getHeader(conversationHeader)?.trim()).data,
  };
}

/** What a caller's INVITE offers; undefined where that is nothing, or nothing that we know. */
export function offerIn(request: {
  readonly body: string;
  getHeader(name: string): string | undefined;
}): string | undefined {
  const isSession = /^\s*session\b/i.test(request.getHeader('content-disposition') ?? 'session');
  const isSdp = request.getHeader('content-type')?.trim() === 'application/sdp';
  return isSession && isSdp && request.body !== '' ? request.body : undefined;
}
