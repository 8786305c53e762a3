// Changes when the host of the store has another behaviour to be tried with. Speaks host-protocol.ts, keeps nothing.
// Frames are echoed with the process id; {die: true} ends it, {fatal: kind} makes it say so and end.
const send = (message, then) => process.send(message, then);
const deaf = process.argv.includes('--deaf') || process.env.DUMMY_DEAF === '1';

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  if (message.t === 'init') {
    if (process.env.DUMMY_FATAL)
      return send({ t: 'fatal', kind: process.env.DUMMY_FATAL, message: 'as told' }, () => process.exit(1));
    if (process.env.DUMMY_DIES === '1') return process.exit(3);
    send({ t: 'log', line: JSON.stringify({ restarted: message.restarted ?? false }) });
    send({ t: 'nonsense' });
    return send({ t: 'ready' });
  }
  if (message.t === 'frame') {
    if (message.frame?.die) return process.exit(7);
    return send({
      t: 'frame',
      window: message.window,
      frame: { echo: message.frame, window: message.window, pid: process.pid },
    });
  }
  if (message.t === 'windowClosed') return send({ t: 'log', line: JSON.stringify({ closed: message.id }) });
  if (message.t === 'power') return send({ t: 'log', line: JSON.stringify({ power: message.state }) });
  if (message.t === 'stop' && !deaf) send({ t: 'stopped' }, () => process.exit(0));
});
