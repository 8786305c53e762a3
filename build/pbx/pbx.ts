// Changes when the demo telephone exchange answers a phone otherwise. For demo and tests only: it serves this machine,
// in the clear, and knows simulated people alone. Made of ws, SIP.js's core and werift.
import { Inviter, type Invitation, SessionState, SIPExtension, UserAgent, type Session } from 'sip.js';
import type { UserAgentOptions } from 'sip.js/lib/api/user-agent-options.js';
import type { WebSocket } from 'ws';
import { createBotMedia, type BotMedia } from './bot-media.ts';
import { silence, tone, type Voice } from './g711.ts';
import { gruuParams, type Gruus } from './gruu.ts';
import { createPbxCall, type PbxCall, type ReferTarget } from './pbx-call.ts';
import { createRegistrar, type Binding } from './registrar.ts';
import { openSockets } from './sockets.ts';

/** What the exchange is made from. */
export interface PbxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly password: (login: string) => string | undefined;
  readonly now: () => number;
  readonly random: () => number;
  readonly secret: () => string;
  readonly onProblem: (what: string) => void;
  /** Takes a caller whom a phone passes on to a number that is no phone here. @returns whether there is such a number. */
  readonly passOn?: (number: string, caller: Caller) => Promise<boolean>;
}

/** A simulated person who calls. */
export interface Caller {
  readonly name: string;
  readonly number: string;
  readonly queue?: string;
  /** The conversation that the service made of the call. */
  readonly conversationId?: string;
  readonly voice?: Voice;
}

/** A running exchange. */
export interface Pbx {
  /** For example ws://127.0.0.1:5066 */
  readonly server: string;
  readonly domain: string;
  /** Who is signed in now. */
  registered(): readonly string[];
  /** What the device of somebody who is signed in calls itself; undefined for anybody else. */
  deviceOf(user: string): string | undefined;
  /** The addresses of all devices of somebody, each of which leads to one of them alone; the newest at the end. */
  addressesOf(user: string): readonly Gruus[];
  /** Calls a phone. @param to whom: then the device that signed in last; or the address of one device. @returns undefined when it is not signed in. */
  call(to: string, caller: Caller): PbxCall | undefined;
  /** Calls that phones have made, oldest first. */
  readonly called: readonly PbxCall[];
  /** What becomes of the next transfer to a simulated person; done unless told otherwise. */
  nextTransfer(result: 'done' | 'refused'): void;
  readonly transferredTo: readonly string[];
  /** Cuts every connection; phones come back by themselves. */
  cut(): void;
  /** The calls that are not over. */
  live(): number;
  close(): Promise<void>;
}

/** Dialled numbers: what each does is said in the README beside. */
const numbers = { echo: '600', tone: '601', busy: '486' } as const;
const longestSeconds = 600;
const realm = 'demo.parley.local';

/** Starts the exchange on this machine. @throws Error when the port is taken. */
export async function createPbx(options: PbxOptions): Promise<Pbx> {
  const { now, random, onProblem } = options;
  const media = new WeakMap<Session, BotMedia>();
  const calls = new Set<PbxCall>();
  const called: PbxCall[] = [];
  const transferredTo: string[] = [];
  let outcome: 'done' | 'refused' = 'done';
  let from: WebSocket | undefined;
  const registrar = createRegistrar({ realm, password: options.password, now, secret: options.secret });
  const sockets = await openSockets({
    port: options.port,
    socketOf: (uri) => registrar.at(uri)?.socket,
    before: (message, socket) => {
      from = socket;
      // SIP.js answers 404 to a request for anybody but itself; here every number is its own.
      const asked = /^[A-Z]+ sips?:(?:([^@;>? ]+)@)?/.exec(message);
      if (asked !== null) agent.userAgentCore.configuration.aor.user = asked[1];
    },
    onClosed: registrar.removeSocket,
    onBad: (error) => onProblem(`a message could not be read: ${String(error)}`),
  });
  const agent = new UserAgent({
    uri: UserAgent.makeURI(`sip:pbx@${realm}`)!,
    viaHost: 'pbx.invalid',
    transportConstructor: sockets.transport as unknown as NonNullable<
      UserAgentOptions['transportConstructor']
    >,
    logBuiltinEnabled: false,
    logConfiguration: false,
    logLevel: 'error',
    logConnector: (level, category, _label, text) => {
      if (level === 'error') onProblem(`${category}: ${text.slice(0, 200)}`);
    },
    sipExtensionReplaces: SIPExtension.Supported,
    hackAllowUnregisteredOptionTags: true,
    noAnswerTimeout: 600,
    sessionDescriptionHandlerFactory: (session) => {
      const made = media.get(session);
      if (made === undefined) throw new Error('Nobody is in this call.');
      return made.handler;
    },
    delegate: {
      onInvite: (invitation) => incoming(invitation),
      onRegisterRequest: (request) => {
        const { message } = request;
        const { user = '' } = message.to.uri;
        const contact = message.parseHeader('contact') as
          | { uri: { user?: string; toString(): string }; getParam(name: string): string | undefined }
          | undefined;
        if (!registrar.proves(message.getHeader('authorization'), 'REGISTER', user)) {
          const given = message.getHeader('authorization');
          const stale = given !== undefined && registrar.stale(given);
          if (given !== undefined && !stale) return void request.reject({ statusCode: 403 });
          return void request.reject({ statusCode: 401, extraHeaders: [registrar.challenge(stale)] });
        }
        const wanted = Number(contact?.getParam('expires') ?? message.getHeader('expires') ?? longestSeconds);
        const seconds = Math.min(longestSeconds, Number.isFinite(wanted) ? wanted : longestSeconds);
        if (contact?.uri.user === undefined || from === undefined)
          return void request.reject({ statusCode: 400 });
        const { uri } = contact;
        const asksForGruu = message
          .getHeaders('supported')
          .some((tags) => /(^|[, ])gruu([, ]|$)/i.test(tags));
        if (seconds <= 0) registrar.remove(user, uri.user ?? '');
        else
          registrar.put(
            {
              user,
              contactUser: uri.user ?? '',
              contact: uri.toString(),
              instance: contact.getParam('+sip.instance') ?? '',
              socket: from,
              until: now() + seconds * 1000,
            },
            asksForGruu,
          );
        const gone = seconds <= 0 ? [`Contact: <${uri.toString()}>;expires=0`] : [];
        request.accept({
          statusCode: 200,
          extraHeaders: [...gone, ...registrar.allOf(user).map((one) => contactOf(one, asksForGruu, now()))],
        });
      },
    },
  });
  await agent.start();

  const follow = (session: Session, bot: BotMedia, caller: Caller | undefined): PbxCall => {
    media.set(session, bot);
    const call = createPbxCall({ session, bot, refer: (target, tell) => transfer(caller, target, tell) });
    calls.add(call);
    session.stateChange.addListener((state) => {
      if (state === SessionState.Terminated) calls.delete(call);
    });
    return call;
  };

  const call = (to: string, caller: Caller): PbxCall | undefined => {
    const binding = registrar.at(to) ?? registrar.of(to);
    const target = binding && UserAgent.makeURI(binding.contact);
    if (binding === undefined || target === undefined) return undefined;
    const inviter = new Inviter(agent, target, {
      params: {
        fromUri: UserAgent.makeURI(`sip:${encodeURIComponent(caller.number)}@${realm}`)!,
        fromDisplayName: caller.name.replaceAll(/["\\\r\n]/g, ' '),
        toUri: UserAgent.makeURI(`sip:${binding.user}@${realm}`)!,
      },
      extraHeaders: [
        ...(caller.queue === undefined ? [] : [`X-Queue: ${caller.queue}`]),
        ...(caller.conversationId === undefined ? [] : [`X-Parley-Conversation: ${caller.conversationId}`]),
      ],
    });
    const bot = createBotMedia({ voice: caller.voice ?? tone(700), now, random });
    const made = follow(inviter, bot, caller);
    void inviter
      .invite({ requestDelegate: { onReject: ({ message }) => made.refused(message.statusCode ?? 500) } })
      .catch((error: unknown) => onProblem(`a call could not be made: ${String(error)}`));
    return made;
  };

  const incoming = (invitation: Invitation): void => {
    const contact = invitation.request.parseHeader('contact') as { uri?: { toString(): string } } | undefined;
    const address = contact?.uri?.toString() ?? '';
    if (registrar.at(address) === undefined) return void invitation.reject({ statusCode: 403 });
    const number = invitation.request.ruri?.user ?? '';
    if (number === numbers.busy) return void invitation.reject({ statusCode: 486 });
    const echo = number === numbers.echo;
    const voice = echo ? silence() : tone(440);
    const made = follow(invitation, createBotMedia({ voice, echo, now, random }), undefined);
    called.push(made);
    if (echo || number === numbers.tone) return made.answer();
    void invitation.progress({ statusCode: 180 }).catch(() => {});
  };

  /** Moves a simulated caller to another phone, or to another simulated person. */
  const transfer = (
    caller: Caller | undefined,
    target: ReferTarget,
    tell: (status: number) => void,
  ): void => {
    const result = outcome;
    outcome = 'done';
    transferredTo.push(target.user);
    const consult = [...calls].find((one) => one.callId() === target.replaces);
    const to = target.device ?? target.user;
    const other = caller && target.replaces === undefined ? call(to, caller) : undefined;
    // One device was meant, and no other will do.
    if (other === undefined && target.device !== undefined && target.replaces === undefined) return tell(480);
    if (other !== undefined) {
      other.onAnswer(() => tell(200));
      other.onEnd((as) => tell(as === 'bye' ? 200 : Number(as)));
      return;
    }
    if (target.replaces !== undefined && consult === undefined) return tell(481);
    const toPerson = (): void => {
      tell(result === 'done' ? 200 : 486);
      // The two have found each other: whoever was asked first needs the agent no longer.
      if (result === 'done') consult?.hangUp();
    };
    const elsewhere = caller !== undefined && target.replaces === undefined && result === 'done';
    if (!elsewhere || options.passOn === undefined) return toPerson();
    void options.passOn(target.user, caller).then(
      (taken) => (taken ? tell(200) : toPerson()),
      (error: unknown) => {
        onProblem(`a caller could not be passed on: ${String(error)}`);
        tell(503);
      },
    );
  };

  return {
    server: `ws://127.0.0.1:${sockets.port}`,
    domain: realm,
    registered: registrar.users,
    deviceOf: (user) => registrar.of(user)?.instance,
    addressesOf: (user) => registrar.allOf(user).flatMap(({ gruus }) => gruus ?? []),
    call,
    called,
    nextTransfer: (result) => (outcome = result),
    transferredTo,
    cut: sockets.cut,
    live: () => calls.size,
    close: async () => {
      for (const one of calls) one.hangUp();
      // What was said last still goes out.
      await new Promise((resolve) => setImmediate(resolve));
      await sockets.close();
      for (const one of calls) one.drop();
      await agent.stop().catch(() => {});
    },
  };
}

/** A device as the answer to a REGISTER names it. */
function contactOf({ contact, instance, until, gruus }: Binding, gruu: boolean, now: number): string {
  const named = instance === '' ? '' : `;+sip.instance=${instance}`;
  const addresses = gruu && gruus !== null ? gruuParams(gruus) : '';
  return `Contact: <${contact}>;expires=${Math.max(0, Math.round((until - now) / 1000))}${named}${addresses}`;
}
