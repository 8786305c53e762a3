// Changes when the phone speaks SIP otherwise. The only file that imports sip.js; on its UserAgent, never its sessions'
// manager, which ends calls when a socket goes.
import {
  type Invitation,
  Inviter,
  Registerer,
  RegistererState,
  RequestPendingError,
  type Session,
  SessionState,
  SIPExtension,
  UserAgent,
  type UserAgentOptions,
  UserAgentState,
} from 'sip.js';
export type { Invitation, Inviter, Registerer, Session, URI, UserAgent } from 'sip.js';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import type { CallQuality, EngineEvent, PhoneAccount, PhoneEngine } from '../../shared/phone/engine.ts';
import type { CallId } from '../../shared/phone/types.ts';
import { type CallMedia, createCallMedia } from './call-media.ts';
import { createLineKeeper, type LineKeeper } from './line-keeper.ts';
import { addressOf, cancelCause, namesOf, offerIn, refusalCause } from './sip-words.ts';
import { sweepLeftovers } from './leftovers.ts';
import { sayAgain } from './say-again.ts';
import { ping, registerWith } from './sign-in.ts';
import { createSipCall, type SipCall } from './sip-call.ts';
import { createPrepared } from './prepared.ts';
import { createOrders } from './sip-orders.ts';
import { type OpenSocket, SocketTransport } from './socket-transport.ts';
import type { Sound } from './sound.ts';

/** What the engine is made from; tests own all of it. */
export interface SipDeps {
  readonly createPeer: (config: RTCConfiguration) => RTCPeerConnection;
  readonly openSocket: OpenSocket;
  readonly sound: Sound;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  /** A UUID that stays this device's: a server finds its calls by it after the line was lost. */
  readonly instanceId: string;
  readonly log: Log;
}

/** What a running account consists of. */
interface Running {
  account: PhoneAccount;
  readonly agent: UserAgent;
  /** The one that counts: another takes its place where it waits for an answer that will not come. */
  registerer: Registerer;
  readonly keeper: LineKeeper;
  readonly stopSweeping: () => void;
  /** The next sign-in begins without what the earlier ones had. */
  readonly fresh: () => void;
}

const gatherMs = 500;
const connectMs = 5_000;
/** How long the end of everything may take. */
const politeMs = 1_500;
const registerSeconds = 300;

/** A phone's engine that speaks SIP over a WebSocket. */
export function createSipEngine(deps: SipDeps): PhoneEngine {
  const { sound, timers, log } = deps;
  const listeners = new Set<(event: EngineEvent) => void>();
  const qualityListeners = new Set<(quality: CallQuality) => void>();
  const calls = new Map<CallId, SipCall>();
  let running: Running | undefined;

  const emit = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const callOf = (session: Session): SipCall | undefined =>
    [...calls.values()].find((call) => call.session === session);

  /** Whose media is asked for comes before the session is known by its call: the id travels on the session. */
  const ids = new WeakMap<Session, CallId>();

  const follow = (session: Session, id: CallId, owner: boolean): SipCall => {
    // Its own line, which another account's is not.
    const own = running;
    const call = createSipCall({
      id,
      session,
      owner,
      dtmf: own?.account.dtmf ?? 'rtp',
      ready: () => own?.keeper.ready() ?? Promise.resolve(),
      isReady: () => own?.keeper.isReady() !== false,
      send: (text) => void own?.agent.transport.send(text).catch(() => {}),
      onSilent: () => sound.end(id),
      check: () => own?.keeper.check() ?? Promise.resolve(),
      timers,
      random: deps.random,
      emit,
      onQuality: (quality) => {
        for (const listener of qualityListeners) listener(quality);
      },
      onOver: () => {
        calls.delete(id);
        prepared.end(session as Invitation);
        sound.end(id);
      },
    });
    ids.set(session, id);
    calls.set(id, call);
    return call;
  };

  const makeMedia = (session: Session, iceServers: PhoneAccount['iceServers']): CallMedia => {
    const id = ids.get(session) ?? deps.newId();
    ids.set(session, id);
    const media = createCallMedia({
      createPeer: () =>
        deps.createPeer({
          // Never SIP.js's own default, which is a foreign host.
          iceServers: iceServers.map(({ urls, username, credential }) => ({
            urls,
            ...(username === undefined ? {} : { username }),
            ...(credential === undefined ? {} : { credential }),
          })),
          bundlePolicy: 'balanced',
        }),
      microphone: () =>
        calls.get(id)?.isLeaving() === false
          ? sound.microphone(id)
          : Promise.reject(new Error('The call is over already.')),
      gatherMs,
      onRemote: (stream) => sound.remote(id, stream),
      onState: (state) => calls.get(id)?.onConnection(state),
      onFarHold: (on) => calls.get(id)?.onFarHold(on),
    });
    const call = calls.get(id);
    // SIP.js may ask for the media of a call that has ended while it was answered: nobody would close it again.
    if (call === undefined || call.isLeaving()) media.close();
    else {
      sound.attach(id, media.sender);
      call.attach(media);
    }
    return media;
  };

  const prepared = createPrepared<Invitation>({
    make: (invitation) => makeMedia(invitation, running?.account.iceServers ?? []),
    rings: ({ state }) => state === SessionState.Initial,
    offer: ({ dialog, request }) => dialog?.offer?.content ?? offerIn(request),
    timers,
  });

  const incoming = (invitation: Invitation): void => {
    const id = deps.newId();
    const replacee = invitation.replacee === undefined ? undefined : callOf(invitation.replacee);
    const call = follow(invitation, id, false);
    invitation.delegate = {
      ...invitation.delegate,
      onCancel: (cancel) => call.because(cancelCause(cancel.request.getHeader('reason'))),
    };
    // A caller may also take back with a BYE what only rings (RFC 3261, 15); SIP.js would go on ringing.
    if (invitation.dialog !== undefined)
      invitation.dialog.delegate = {
        onBye: (bye) => {
          bye.accept();
          call.because('cancel');
          void invitation.reject({ statusCode: 487 }).catch(() => call.drop());
        },
      };
    // Whatever its types say: a caller who gives no name has none here.
    const { displayName, uri }: { displayName?: string; uri: { user?: string | undefined } } =
      invitation.remoteIdentity;
    emit({
      type: 'incoming',
      id,
      party: { name: (displayName ?? '').slice(0, 200), number: (uri.user ?? '').slice(0, 256) },
      queue: invitation.request.getHeader('x-queue')?.slice(0, 200) ?? null,
      replaces: replacee?.id ?? null,
      ...namesOf(invitation.request),
    });
    // By then it may have been refused already, or taken.
    if (invitation.state === SessionState.Initial) prepared.ring(invitation);
  };

  const dial = (id: CallId, to: string): void => {
    const target = running && addressOf(to, running.account.domain);
    const uri = target === undefined ? undefined : UserAgent.makeURI(target);
    if (running === undefined || uri === undefined) return emit({ type: 'ended', id, cause: 'failed' });
    const inviter = new Inviter(running.agent, uri);
    const call = follow(inviter, id, true);
    const { callId } = namesOf(inviter.request);
    if (callId !== undefined) emit({ type: 'named', id, callId });
    void inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180 || message.statusCode === 183) emit({ type: 'progress', id });
          },
          onReject: ({ message }) => call.because(refusalCause(message.statusCode ?? 0)),
        },
      })
      .catch((error: unknown) => {
        log.warn('a call could not be made', { error });
        call.drop();
      });
  };

  const order = createOrders({
    calls,
    sound,
    dial,
    uriOf: (address) => UserAgent.makeURI(address),
    domain: () => running?.account.domain,
    log,
  });

  const run = (account: PhoneAccount): Running => {
    const uri = UserAgent.makeURI(`sip:${account.user}@${account.domain}`);
    if (uri === undefined) throw new Error('The account has no address.');
    const options = {
      uri,
      displayName: account.displayName,
      authorizationUsername: account.login,
      authorizationPassword: account.password,
      // The same contact on every connection: who has a call with us finds us again.
      contactName: deps.instanceId.replaceAll('-', '').slice(0, 16),
      instanceId: deps.instanceId,
      sipExtensionReplaces: SIPExtension.Supported,
      // Ours is earlier, and says so to the agent.
      noAnswerTimeout: 600,
      logBuiltinEnabled: false,
      logConfiguration: false,
      logLevel: 'warn',
      // It is given everything, whatever the level says; what is said in full may hold names and numbers.
      logConnector: (level: string, category: string, _label: string | undefined, text: string) => {
        if (level === 'error') log.warn('sip', { category, text: text.slice(0, 300) });
      },
      transportConstructor: SocketTransport as unknown as NonNullable<
        UserAgentOptions['transportConstructor']
      >,
      transportOptions: {
        server: account.server,
        connectMs,
        open: deps.openSocket,
        onBad: (error: unknown) => log.warn('a message of the server could not be read', { error }),
      },
      sessionDescriptionHandlerFactory: (session: Session) =>
        prepared.take(session as Invitation) ?? makeMedia(session, mine.account.iceServers),
      delegate: {
        onInvite: incoming,
        onDisconnect: () => mine.keeper.lost(),
        onNotify: (notification) => void notification.accept(),
      },
    } satisfies UserAgentOptions;
    const agent = new UserAgent(options);
    const makeRegisterer = (): Registerer => {
      const made = new Registerer(agent, {
        expires: registerSeconds,
        refreshFrequency: 80,
        regId: 1,
        instanceId: deps.instanceId,
      });
      made.stateChange.addListener((state) => {
        // A refresh that was refused, while nothing else told so.
        if (made === mine.registerer && state === RegistererState.Unregistered) mine.keeper.lost();
      });
      return made;
    };
    const transport = agent.transport as unknown as SocketTransport;
    const keeper = createLineKeeper({
      connect: () => (agent.state === UserAgentState.Started ? agent.reconnect() : agent.start()),
      register: async () => {
        const result = await registerWith(mine.registerer, isPending, timers);
        if (result !== 'pending') return result;
        mine.registerer = makeRegisterer();
        const again = await registerWith(mine.registerer, isPending, timers);
        return again === 'pending' ? 'failed' : again;
      },
      ping: () => ping(agent, UserAgent.makeURI(`sip:${agent.configuration.uri.host}`), timers),
      abort: () => transport.abort(),
      inCall: () => calls.size > 0,
      onLine: (line) => {
        emit({ type: 'line', line });
        if (line !== 'ready') return;
        sayAgain(agent);
        for (const call of calls.values()) call.recover();
      },
      timers,
      random: deps.random,
    });
    const stopSweeping = sweepLeftovers<Session>({
      servers: () => agent.userAgentCore.userAgentServers,
      clients: () => agent.userAgentCore.userAgentClients,
      sessions: () => agent._sessions,
      known: (session) => callOf(session) !== undefined,
      dialogs: () => agent.userAgentCore.dialogs,
      waiting: () => {
        const requests = [...calls.values()].map(({ session }) => (session as Invitation | Inviter).request);
        return {
          branches: new Set(requests.flatMap((one) => ('viaBranch' in one ? one.viaBranch : []))),
          callIds: new Set(requests.map(({ callId }) => callId)),
        };
      },
      timers,
    });
    const fresh = (): void => void (mine.registerer = makeRegisterer());
    const mine: Running = { account, agent, registerer: makeRegisterer(), keeper, stopSweeping, fresh };
    return mine;
  };

  const stop = async (): Promise<void> => {
    const old = running;
    if (old === undefined) return;
    running = undefined;
    // On a line that is away nobody can be told, and it does not come back.
    const told = old.keeper.isReady();
    for (const call of calls.values())
      if (told && !call.isLeaving()) call.hangUp();
      else call.drop();
    old.keeper.stop();
    old.stopSweeping();
    const politely = async (): Promise<void> => {
      if (old.agent.isConnected()) await old.registerer.unregister();
      await old.agent.stop();
    };
    // SIP.js waits half a minute for answers that may never come.
    await Promise.race([politely().catch(() => {}), rest(timers, politeMs)]);
    (old.agent.transport as unknown as SocketTransport).abort();
  };

  /** The same address at the same server: the next question for a password is answered with the new one. */
  const renew = (own: Running, account: PhoneAccount): void => {
    own.account = account;
    const { configuration } = own.agent;
    configuration.authorizationUsername = account.login;
    configuration.authorizationPassword = account.password;
    // A request that SIP.js sends again carries the old proof: the next one is made anew, and asked at once.
    own.fresh();
    own.keeper.start();
    void registerWith(own.registerer, isPending, timers);
  };

  return {
    start: (account) => {
      const old = running?.account;
      if (
        running !== undefined &&
        old !== undefined &&
        old.server === account.server &&
        old.user === account.user &&
        old.domain === account.domain
      )
        return renew(running, account);
      void stop().then(() => {
        running = run(account);
        running.keeper.start();
      });
    },
    stop,
    order,
    wake: () => {
      running?.keeper.wake();
      prepared.renew();
    },
    onEvent: (listener) => void listeners.add(listener),
    onQuality: (listener) => void qualityListeners.add(listener),
  };
}

function rest(timers: Timers, ms: number): Promise<void> {
  return new Promise((resolve) => void timers.set(resolve, ms));
}

/** SIP.js refuses to ask while it waits for the answer to an earlier request. */
function isPending(error: unknown): boolean {
  return error instanceof RequestPendingError;
}
