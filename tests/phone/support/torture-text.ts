// Changes when the messages of RFC 4475 are put together otherwise.

/** A description of sound and pictures. */
export const talk = [
  'v=0',
  'o=mhandley 29739 7272939 IN IP4 192.0.2.3',
  's=-',
  'c=IN IP4 192.0.2.4',
  't=0 0',
  'm=audio 49217 RTP/AVP 0 12',
  'm=video 3227 RTP/AVP 31',
  'a=rtpmap:31 LPC',
  '',
].join('\r\n');

/** The head of an INVITE, and what follows. */
export const invite = (uri: string, name: string, ...more: string[]): string =>
  [
    `INVITE ${uri} SIP/2.0`,
    'To: sip:j.user@example.com',
    `From: sip:caller@example.net;tag=${name}`,
    'Max-Forwards: 70',
    `Call-ID: ${name}.0ha0isndaksdj@192.0.2.1`,
    'CSeq: 8 INVITE',
    `Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bKkd${name}`,
    'Contact: <sip:caller@caller-phone.example.net>',
    ...more,
  ].join('\r\n');
/** A head with a description. */
export const withTalk = (head: string): string =>
  `${head}\r\nContent-Type: application/sdp\r\nContent-Length: ${talk.length}\r\n\r\n${talk}`;
/** A head without a body. */
export const empty = (head: string): string => `${head}\r\nContent-Length: 0\r\n\r\n`;
/** Lines as SIP ends them. */
export const lines = (...all: string[]): string => all.join('\r\n');
