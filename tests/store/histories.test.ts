// Services that are not what they were, and caches that must be read anew: other epochs, snapshots, gaps, lost scopes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testKey } from '../support/desk.ts';
import { aQueue } from '../support/records.ts';
import { bob, note, setStatus, setSyncScene, type SyncScene } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';

let scene: SyncScene;
beforeEach(async () => {
  scene = await setSyncScene();
});
afterEach(() => scene.desk.close());

describe('another history', () => {
  test('STORE-13: a service restored from a backup gets again what it had accepted since', async () => {
    await scene.window.run(note('k1', 'before the backup'));
    await scene.drained();
    const backup = scene.service.backup();
    await scene.window.run(note('k2', 'after the backup'));
    await scene.window.run(setStatus('k3', 'pending', 'open'));
    await scene.drained();
    await until(() => scene.service.all('note').length === 2, { what: 'both' });
    scene.service.restore(backup);
    await scene.linkIs('offline');
    expect(scene.service.all('note')).toHaveLength(1);
    await scene.window.client.request('link.retry', {});
    await scene.linkIs('linked');
    await scene.drained();
    await until(() => scene.service.all('note').length === 2, { what: 'the second note again' });
    expect(scene.service.get('case', 'case-1')?.status).toBe('pending');
    await until(async () => (await scene.window.query('case.view', { id: 'case-1' }))?.notes.length === 2, {
      what: 'both at the desk',
    });
  });

  test('STORE-13: an edit stays in sight while another history is loaded', async () => {
    const backup = scene.service.backup();
    for (let i = 0; i < 30; i++) scene.service.seed({ kind: 'queue', record: aQueue({ id: `q${i}` }) });
    await until(async () => (await scene.window.query('queue.list', {})).length === 31, {
      what: 'the queues',
    });
    scene.service.restore(backup);
    await scene.linkIs('offline');
    scene.service.pageRows = 1;
    scene.service.setHeld(true);
    await scene.window.run(note('k1', 'in sight'));
    await scene.window.client.request('link.retry', {});
    for (let frames = 0; scene.service.all('note').length === 0 || scene.service.deliver(); frames++) {
      if (frames < 5) scene.service.deliver();
      await until(() => true, { what: 'a turn' });
      expect(
        (await scene.window.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).map(
          ({ text }) => text,
        ),
      ).toEqual(['in sight']);
      if (frames > 200) break;
    }
    scene.service.setHeld(false);
    await scene.drained();
    expect(await scene.window.query('queue.list', {})).toHaveLength(1);
  });

  test('STORE-13: a service that has forgotten this desk counts it from the start', async () => {
    const empty = scene.service.backup();
    await scene.goOffline();
    for (let i = 1; i <= 3; i++) await scene.window.run(note(`k${i}`, `note ${i}`));
    await scene.comeBack();
    await scene.drained();
    scene.service.restore(empty);
    await scene.linkIs('offline');
    await scene.window.run(note('k4', 'note 4'));
    await scene.window.client.request('link.retry', {});
    await scene.linkIs('linked');
    await scene.drained();
    expect(scene.service.all('note').map(({ text }) => text)).toEqual([
      'note 1',
      'note 2',
      'note 3',
      'note 4',
    ]);
  });

  test('STORE-13: a service that knows more than this outbox makes it count on from there', async () => {
    await scene.window.run(note('k1', 'one'));
    await scene.window.run(note('k2', 'two'));
    await scene.drained();
    await scene.goOffline();
    // As after an older copy of the desk's files was put back.
    await scene.reopen(async () => {
      const { default: Database } = await import('better-sqlite3');
      const db = new Database(`${scene.desk.folder}/agents/ada/outbox.db`);
      db.pragma(`cipher = 'aegis'`);
      db.pragma(`key = 'raw:${testKey}'`);
      db.exec(`DELETE FROM command; DELETE FROM sqlite_sequence`);
      db.close();
    });
    await scene.window.run(note('k3', 'three'));
    scene.service.setOffline(false);
    await scene.window.client.request('link.retry', {});
    await scene.linkIs('linked');
    await scene.drained();
    expect(scene.service.all('note').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(await scene.window.query('attention.list', {})).toEqual([]);
  });
});

describe('reading anew', () => {
  test('STORE-8: a snapshot in many pages replaces the rows at once, pending edits stay on top, the old rows serve meanwhile', async () => {
    for (let i = 0; i < 40; i++)
      scene.service.seed({ kind: 'queue', record: aQueue({ id: `q${i}`, name: `Queue ${i}` }) });
    await until(async () => (await scene.window.query('queue.list', {})).length === 41, { what: 'queues' });
    await scene.goOffline();
    await scene.window.run(note('k1', 'pending'));
    scene.service.alwaysSnapshot = true;
    scene.service.pageRows = 7;
    scene.service.setHeld(true);
    scene.service.setOffline(false);
    await scene.window.client.request('link.retry', {});
    const live = scene.window.live('queue.list', {});
    await until(() => live.rows()?.length === 41, { what: 'queues' });
    let pages = 0;
    while ((await scene.window.query('desk.view', {})).link.state !== 'linked' && pages < 200) {
      scene.service.deliver();
      pages += 1;
      expect(await scene.window.query('queue.list', {})).toHaveLength(41);
      expect((await scene.window.query('case.view', { id: 'case-1' }))?.notes).toHaveLength(1);
    }
    scene.service.setHeld(false);
    await scene.drained();
    // No moment without the queues, or with some of them.
    expect(live.pushes().map((rows) => rows.length)).toEqual([41]);
    expect(scene.service.all('note')).toHaveLength(1);
  });

  test('STORE-8: a snapshot that breaks off leaves the old rows', async () => {
    await scene.goOffline();
    scene.service.alwaysSnapshot = true;
    scene.service.pageRows = 1;
    scene.service.setHeld(true);
    scene.service.setOffline(false);
    await scene.window.client.request('link.retry', {});
    await until(
      async () => {
        scene.service.deliver();
        return (await scene.window.query('desk.view', {})).link.progress?.done === 3;
      },
      { what: 'three rows' },
    );
    scene.service.cut();
    await scene.linkIs('offline');
    expect(await scene.window.query('conversation.open', {})).toHaveLength(1);
    scene.service.setHeld(false);
    await scene.window.client.request('link.retry', {});
    await scene.linkIs('linked');
    expect(await scene.window.query('conversation.open', {})).toHaveLength(1);
  });

  test('STORE-7: a delta that does not follow on makes the desk ask again, and nothing is missing', async () => {
    scene.service.say('ada', { t: 'delta', from: '900.0', to: '901.0', changes: [] });
    await until(() => scene.desk.log.some((line) => line.includes('does not follow')), { what: 'the gap' });
    await scene.linkIs('linked');
    scene.service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await until(async () => (await scene.status()) === 'onHold', { what: 'the next delta' });
  });

  test('STORE-7: a delta that came before is passed over', async () => {
    scene.service.say('ada', {
      t: 'delta',
      from: '0.1',
      to: '1.0',
      changes: [{ op: 'remove', kind: 'case', id: 'case-1', version: 99 }],
    });
    scene.service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await until(async () => (await scene.status()) === 'onHold', { what: 'the next delta' });
  });

  test('STORE-7: one row that is not valid is left out and named in the log; the rest arrives', async () => {
    scene.service.seed(
      { kind: 'queue', record: { ...aQueue({ id: 'bad' }), offerMs: 1 } },
      { kind: 'queue', record: aQueue({ id: 'good' }) },
    );
    await until(async () => (await scene.window.query('queue.list', {})).some(({ id }) => id === 'good'), {
      what: 'the good one',
    });
    expect((await scene.window.query('queue.list', {})).map(({ id }) => id).toSorted()).toEqual([
      'good',
      'queue-a',
    ]);
    expect(scene.desk.log.filter((line) => line.includes('queue.offerMs'))).toHaveLength(1);
  });

  test('SYNC-23: what the agent may not see any more is gone, its own unsent work is not', async () => {
    await scene.goOffline();
    await scene.window.run(note('k1', 'mine'));
    scene.service.hide('ada', 'case', 'case-1');
    scene.service.setHeld(true);
    await comeBackHeld();
    expect(await scene.window.query('case.view', { id: 'case-1' })).toBeNull();
    expect((await scene.window.query('desk.view', {})).outbox.waiting).toBe(1);
    scene.service.setHeld(false);
    await scene.drained();
    expect(scene.service.all('note')).toMatchObject([{ text: 'mine' }]);
  });
  const comeBackHeld = async (): Promise<void> => {
    scene.service.setOffline(false);
    await scene.window.client.request('link.retry', {});
    await until(
      async () => {
        scene.service.deliver();
        return (await scene.window.query('case.view', { id: 'case-1' })) === null;
      },
      { what: 'the removal' },
    );
  };
});
