// Changes when the echoing store of a utility process has another behaviour to be tried with.
const ports = new Map();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a parent port has no origin
const say = (message) => process.parentPort.postMessage(message);

process.parentPort.on('message', ({ data, ports: [port] }) => {
  if (data.t === 'init') {
    say({ t: 'log', line: `restarted ${data.restarted ?? false}` });
    say({ t: 'ready' });
  }
  if (data.t === 'window') {
    ports.set(data.id, port);
    port.on('message', (event) => {
      // Here exit does not end the function it stands in.
      if (event.data.die) return process.exit(7);
      port.postMessage({ echo: event.data, window: data.id, pid: process.pid });
    });
    port.on('close', () => say({ t: 'log', line: `closed ${data.id}` }));
    port.start();
  }
  if (data.t === 'stop') {
    say({ t: 'stopped' });
    process.exit(0);
  }
});
