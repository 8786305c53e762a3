// Changes when what the phone is measured against does: SIP.js as it comes, in a page that shows a line of text.
import { type Invitation, Registerer, SessionState, UserAgent, Web } from 'sip.js';

/** What the bench asks of the page. */
export interface BarePhone {
  start(server: string, domain: string, user: string, password: string): Promise<void>;
  hangUp(): void;
  /** Calls that are not over. */
  live(): number;
  registered(): boolean;
}

declare global {
  interface Window {
    barePhone: BarePhone;
  }
}

const ringing: Invitation[] = [];
const talking = new Set<Invitation>();
const players = new Map<Invitation, HTMLAudioElement>();
let registered = false;

function onInvite(invitation: Invitation): void {
  ringing.push(invitation);
  // What the offer is painted with in the page: the least that one could do.
  const offer = Object.assign(document.createElement('button'), {
    className: 'offer',
    textContent: 'Answer',
  });
  offer.addEventListener('click', () => {
    // It is no offer any more: the next one is another button.
    offer.remove();
    answer(invitation);
  });
  document.body.append(offer);
  invitation.stateChange.addListener((state) => {
    if (state === SessionState.Established) {
      talking.add(invitation);
      const handler = invitation.sessionDescriptionHandler as Web.SessionDescriptionHandler;
      const player = document.body.appendChild(document.createElement('audio'));
      player.srcObject = handler.remoteMediaStream;
      players.set(invitation, player);
      void player.play();
    }
    if (state !== SessionState.Terminated) return;
    talking.delete(invitation);
    players.get(invitation)?.remove();
    players.delete(invitation);
    const at = ringing.indexOf(invitation);
    if (at >= 0) ringing.splice(at, 1);
    offer.remove();
  });
}

function answer(invitation: Invitation): void {
  const at = ringing.indexOf(invitation);
  if (at < 0) return;
  ringing.splice(at, 1);
  void invitation.accept({
    sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } },
  });
}

window.barePhone = {
  start: async (server, domain, user, password) => {
    const agent = new UserAgent({
      uri: UserAgent.makeURI(`sip:${user}@${domain}`)!,
      authorizationUsername: user,
      authorizationPassword: password,
      transportOptions: { server },
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(),
      sessionDescriptionHandlerFactoryOptions: {
        iceGatheringTimeout: 500,
        peerConnectionConfiguration: { iceServers: [], bundlePolicy: 'balanced' },
      },
      delegate: { onInvite },
    });
    await agent.start();
    await new Registerer(agent).register({ requestDelegate: { onAccept: () => (registered = true) } });
  },
  hangUp: () => {
    for (const invitation of talking) void invitation.bye();
  },
  live: () => ringing.length + talking.size,
  registered: () => registered,
};
