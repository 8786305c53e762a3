// Changes when a forked store must let go of something else that it inherits from its parent.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../../electron/store/index.ts', import.meta.url));

// On the stand-in runtime a store that keeps Chromium's sockets hides the death of a window from main.
test.runIf(process.platform === 'linux')(
  'a forked store closes the sockets it inherited, and keeps its channel',
  async () => {
    // The fifth descriptor plays a socket of Chromium's: our end hears when the store has closed the other.
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc', 'pipe'],
      execArgv: [],
    });
    try {
      const inherited = child.stdio[4] as Socket;
      inherited.resume();
      await once(inherited, 'close');
      expect([child.exitCode, child.signalCode, child.connected]).toEqual([null, null, true]);
      const ended = once(child, 'exit');
      child.send({ t: 'stop' });
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  },
);
