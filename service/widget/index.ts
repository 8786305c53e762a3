// The one script of the chat: defines <parley-chat>, talking to the service that the script came from.
import { defineChat } from './element.ts';

const script = document.currentScript;
defineChat(
  script instanceof HTMLScriptElement && script.src !== '' ? new URL(script.src).origin : location.origin,
);
