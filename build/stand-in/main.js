// Changes when the stand-in Electron must start an app otherwise than Electron's own default app does.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const given = process.argv.slice(1);
// As Electron itself takes it: a file that is loaded before the app.
const first = given.includes('-r') ? given.splice(given.indexOf('-r'), 2)[1] : undefined;
const named = given.find((argument) => !argument.startsWith('-'));
if (!named) {
  console.error('This is the stand-in Electron of Parley: start it with the folder of an app.');
  app.exit(2);
} else {
  const folder = resolve(named);
  const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(productName ?? name);
  app.setVersion(version ?? '0.0.0');
  app.setAppPath(folder);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), app.getName()));
  }
  if (first !== undefined) require(resolve(first));
  require(join(folder, main ?? 'index.js'));
}
