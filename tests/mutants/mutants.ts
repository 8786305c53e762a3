// The mistakes that the tests must notice: one exact replacement each. Changes when the code they stand in does, or with a new way to be wrong.

/** One mistake. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Found exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** Test files of which one at least must fail. */
  readonly tests: readonly string[];
}

export const mutants: readonly Mutant[] = [
  {
    name: 'no xmin clause',
    file: 'service/db/feed.ts',
    from: ' and xid < (select xmin from h)',
    to: '',
    tests: ['tests/service/feed.test.ts'],
  },
  {
    name: 'cursor and rows in two transactions',
    file: 'electron/store/sync/inbound.ts',
    from: '  cache.transaction(() => {\n    if (relay) overlay.rewind(cache);',
    to: "  cache.transaction(() => cache.setMeta('cursor', frame.to));\n  cache.transaction(() => {\n    if (relay) overlay.rewind(cache);",
    tests: ['tests/faults/inbound.test.ts'],
  },
  {
    name: 'epoch check skipped by the service',
    file: 'service/resume.ts',
    from: ' || up.epoch !== epoch',
    to: '',
    tests: ['tests/service/link.test.ts', 'tests/service/backup.test.ts'],
  },
  {
    name: 'epoch check skipped by the desk',
    file: 'electron/store/db/outbox.ts',
    from: "if (getKv.get('epoch') === epoch) return false;",
    to: 'if (epoch !== null) return false;',
    tests: ['tests/store/histories.test.ts', 'tests/faults/epoch.test.ts'],
  },
  {
    name: 'NORMAL for FULL',
    file: 'electron/store/db/open.ts',
    from: 'full: 2, normal: 1',
    to: 'full: 1, normal: 1',
    tests: ['tests/store/files.test.ts'],
  },
  {
    name: 'NORMAL for FULL, unseen by whoever asks the database: no flush before "saved"',
    file: 'electron/store/db/open.ts',
    from: '    return db;\n  } catch',
    to: "    if (durability === 'full') db.pragma('synchronous = 1');\n    return db;\n  } catch",
    tests: ['tests/faults/power.test.ts', 'tests/store/files.test.ts'],
  },
  {
    name: 'outbox row gone on ack instead of on seen delta',
    file: 'electron/store/db/outbox.ts',
    from: "if ('at' in verdict) return [{ ...entry, at: verdict.at }];",
    to: "if ('at' in verdict) return [];",
    tests: ['tests/store/sync.test.ts', 'tests/store/model.test.ts'],
  },
  {
    name: 'scope filter off in deltas',
    file: 'service/frames.ts',
    from: '!sees(entry.scope) || !knowsKind',
    to: '!knowsKind',
    tests: ['tests/service/scopes.test.ts', 'tests/service/link.test.ts'],
  },
  {
    name: 'frames shared with desks of other scopes',
    file: 'service/deltas.ts',
    from: "sees(scope) ? '1' : '0'",
    to: "sees(scope) ? '1' : '1'",
    tests: ['tests/service/deltas.test.ts', 'tests/service/scopes.test.ts'],
  },
  {
    name: 'scope filter off for commands',
    file: 'service/working-set.ts',
    from: 'if (found.version > 0 && scopes !== null && !scopes.has(found.scope)) return undefined;',
    to: '',
    tests: ['tests/service/commands.test.ts'],
  },
  {
    name: 'poison blocks the queue',
    file: 'service/decide/batch.ts',
    from: '    lasts.set(deskName(desk), n);\n    drafts.set(name, draft);',
    to: '    if (refusal === null) lasts.set(deskName(desk), n);\n    if (refusal === null) drafts.set(name, draft);',
    tests: ['tests/service/commands.test.ts', 'tests/service/link.test.ts'],
  },
  {
    name: 'poison holds up what follows in the same push',
    file: 'service/decide/batch.ts',
    from: '    lasts.set(deskName(desk), n);',
    to: '    if (refusal === null) lasts.set(deskName(desk), n);',
    tests: ['tests/service/link.test.ts', 'tests/service/decide.test.ts'],
  },
  {
    name: 'rebase skipped',
    file: 'electron/store/sync/inbound.ts',
    from: 'const relay = confirmed || changes.some((change) => overlay.concerns(change.kind, change.id));',
    to: 'const relay = confirmed && changes.length < 0;',
    tests: ['tests/store/sync.test.ts', 'tests/store/model.test.ts'],
  },
  {
    name: 'verdict not kept for a repeat',
    file: 'service/decide/batch.ts',
    from: "      if (before !== undefined) return { kind: 'verdict', verdict: before };\n",
    to: '      void before;\n',
    tests: ['tests/service/commands.test.ts'],
  },
  {
    name: 'a hole in the count is decided over',
    file: 'service/decide/batch.ts',
    from: "if (n > last + 1) return { kind: 'gap', expected: last + 1 };",
    to: "if (n > last + 1_000_000) return { kind: 'gap', expected: last + 1 };",
    tests: ['tests/service/commands.test.ts'],
  },
  {
    name: 'a hole in the deltas is passed over',
    file: 'electron/store/sync/inbound.ts',
    from: "compareCursors(frame.to, cursor) <= 0 ? 'stale' : 'gap'",
    to: "compareCursors(frame.to, cursor) <= 0 ? 'stale' : 'stale'",
    tests: ['tests/store/histories.test.ts'],
  },
  {
    name: 'what left the scope stays in the cache',
    file: 'electron/store/sync/inbound.ts',
    from: "if (!('record' in change)) cache.remove(change.kind, change.id);",
    to: "if (!('record' in change)) continue;",
    tests: ['tests/store/histories.test.ts'],
  },
  {
    name: 'a damaged outbox is dropped instead of salvaged',
    file: 'electron/store/db/outbox-file.ts',
    from: 'log === null ? rescue(deps, aside, deps.file, []) : rescueWithLog(deps, aside, log, log.damaged);',
    to: "{ commands: 0, drafts: 0, lost: 0, aside };\n  for (const suffix of ['', ...sidecars]) rmSync(deps.file + suffix, { force: true });",
    tests: ['tests/store/files.test.ts'],
  },
  {
    name: 'folders made for the outbox are not synced',
    file: 'electron/store/db/open.ts',
    from: "if (durability === 'full') makeLastingFolder(file);",
    to: "if (durability === 'full') mkdirSync(dirname(file), { recursive: true });",
    tests: ['tests/faults/power.test.ts'],
  },
  {
    name: 'damage in the middle of the outbox log is taken for its end',
    file: 'electron/store/db/outbox-file.ts',
    from: 'if (log?.damaged !== true) {',
    to: 'if (true) {',
    tests: ['tests/store/wal-repair.test.ts'],
  },
  {
    name: 'each verdict is its own commit',
    file: 'electron/store/sync/inbox.ts',
    from: 'const mostLight = 256;',
    to: 'const mostLight = 1;',
    tests: ['tests/faults/inbox.test.ts'],
  },
  {
    name: 'a damaged outbox gives only what its tree still leads to',
    file: 'electron/store/db/outbox-file.ts',
    from: 'for (const row of scanCommands(file, deps.keyHex))',
    to: 'for (const row of scanCommands(file, deps.keyHex).slice(0, 0))',
    tests: ['tests/faults/disk.test.ts'],
  },
];
