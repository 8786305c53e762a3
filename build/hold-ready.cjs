// Holds back Electron's `ready` until Playwright has attached, which then calls `__playwright_run`: with a program of our
// own Playwright does not do so itself, and an app that opens its windows meanwhile makes it wait for ever. Changes with Playwright.
const { app } = require('electron');

const ready = app.whenReady();
const emit = app.emit.bind(app);
let readyArguments;
app.emit = (event, ...args) => {
  if (event !== 'ready') return emit(event, ...args);
  readyArguments = args;
  return app.listenerCount('ready') > 0;
};
let isReady = false;
let run;
const attached = new Promise((resolve) => (run = resolve));
app.isReady = () => isReady;
app.whenReady = () => attached;
globalThis.__playwright_run = async () => {
  await ready;
  isReady = true;
  run();
  emit('ready', ...readyArguments);
};
