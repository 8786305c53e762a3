// Changes when a customer of the lab does something else: a person with ears and a mouth, in Node, on the real server.
import { randomUUID } from 'node:crypto';
import { Inviter, Registerer, SIPExtension, UserAgent, type Session } from 'sip.js';
import { createBotMedia, type BotMedia } from '../../build/pbx/bot-media.ts';
import { tone } from '../../build/pbx/g711.ts';
import { createPbxCall, type PbxCall } from '../../build/pbx/pbx-call.ts';
import { until } from '../support/until.ts';
import { loudest } from '../phone/support/spectrum.ts';
import { domain, plainPort } from './kamailio.ts';
import { serverAddress } from './net.ts';

/** Somebody who calls, or is called. */
export interface Customer {
  call(user: string): PbxCall;
  /** Gives up a call that rings, and says why as a server does (RFC 3326). */
  takeBack(call: PbxCall, status: number): void;
  /** Calls that came in, oldest first; they ring until they are answered. */
  readonly called: readonly PbxCall[];
  /** Calls that came about because somebody passed this customer on. */
  readonly passedOn: readonly PbxCall[];
  close(): Promise<void>;
}

/** The loudest tone that somebody hears, Hz; 0 where it is quiet. */
export function hertz(call: PbxCall): number {
  const { hz, level } = loudest(call.heard.samples().slice(-2048), 8_000);
  return level > 300 ? hz : 0;
}

/** Signs a customer in at the lab's server. @param hz what they say. */
export async function openCustomer(user: string, hz: number): Promise<Customer> {
  const media = new WeakMap<Session, BotMedia>();
  const made = new WeakMap<PbxCall, Inviter>();
  let over = false;
  const called: PbxCall[] = [];
  const passedOn: PbxCall[] = [];
  const instanceId = randomUUID();
  const agent = new UserAgent({
    uri: address(user),
    displayName: `Customer ${user}`,
    instanceId,
    authorizationUsername: user,
    authorizationPassword: `secret-${user}`,
    transportOptions: { server: `ws://${serverAddress}:${plainPort}` },
    sipExtensionReplaces: SIPExtension.Supported,
    noAnswerTimeout: 600,
    logBuiltinEnabled: false,
    sessionDescriptionHandlerFactory: (session) => media.get(session)!.handler,
    delegate: {
      onInvite: (invitation) => {
        called.push(follow(invitation));
        void invitation.progress({ statusCode: 180 }).catch(() => {});
      },
      onNotify: (notification) => void notification.accept(),
      // Their telephone looks for the server again, as any does.
      onDisconnect: (error) => void (error !== undefined && !over && comeBack()),
    },
  });
  const comeBack = async (): Promise<void> => {
    await until(() => over || agent.reconnect().then(() => true), {
      what: `${user} to come back`,
      timeoutMs: 60_000,
    });
    if (!over) await registerer.register().catch(() => {});
  };
  const registerer = new Registerer(agent, { expires: 600, regId: 1, instanceId });
  const follow = (session: Session): PbxCall => {
    const bot = createBotMedia({ voice: tone(hz), now: () => performance.now(), random: Math.random });
    media.set(session, bot);
    const call = createPbxCall({ session, bot, refer: () => {} });
    session.delegate = {
      ...session.delegate,
      // A telephone does as it is told: it calls whom it is passed on to, and SIP.js tells how that goes.
      onRefer: (referral) => {
        void referral.accept().then(() => {
          const inviter = referral.makeInviter();
          passedOn.push(follow(inviter));
          return inviter.invite();
        });
      },
    };
    return call;
  };
  await agent.start();
  let signedIn = false;
  await registerer.register({ requestDelegate: { onAccept: () => (signedIn = true) } });
  await until(() => signedIn, { what: `${user} to sign in` });
  return {
    called,
    passedOn,
    call: (to) => {
      const inviter = new Inviter(agent, address(to));
      const call = follow(inviter);
      made.set(call, inviter);
      void inviter
        .invite({ requestDelegate: { onReject: ({ message }) => call.refused(message.statusCode ?? 500) } })
        .catch(() => {});
      return call;
    },
    takeBack: (call, statusCode) => void made.get(call)?.cancel({ statusCode, reasonPhrase: 'Said' }),
    close: async () => {
      over = true;
      for (const call of [...called, ...passedOn]) call.drop();
      await agent.stop().catch(() => {});
    },
  };
}

function address(user: string) {
  return UserAgent.makeURI(`sip:${user}@${domain}`)!;
}
