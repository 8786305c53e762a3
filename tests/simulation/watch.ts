// What a person at a desk sees, and that what was saved does not vanish from it meanwhile (invariant I5).
import type { AttentionView, DeskView } from '../../shared/ipc/views.ts';
import type { OpenDesk, SimDesk } from './desk.ts';
import type { Eyes } from './people.ts';
import { SimulationFailure, type Saved, type Simulation } from './state.ts';

/** The eyes at one desk; they stay when the desk is started again. */
export interface Watch extends Eyes {
  /** Looks at a store that has just been opened. */
  opened(open: OpenDesk): void;
  view(): DeskView | null;
  tray: () => readonly AttentionView[];
}

interface Subject {
  kind: 'case' | 'conversation' | 'customer';
  id: string;
  visible: boolean;
  shown: Set<string> | null;
}

const mostSubjects = 3;

/** @returns eyes for a desk. */
export function createWatch(
  sim: Simulation,
  desk: SimDesk,
  failed: (failure: SimulationFailure) => void,
): Watch {
  const subjects = new Map<string, Subject>();
  /** Notes written here, by subject. */
  const mine = new Map<string, Saved[]>();
  let view: DeskView | null = null;
  let tray: readonly AttentionView[] = [];

  function check(subject: Subject): void {
    if (!subject.visible || subject.shown === null) return;
    for (const { command } of mine.get(`${subject.kind} ${subject.id}`) ?? []) {
      if (command.type !== 'note.write' || subject.shown.has(command.args.noteId)) continue;
      if (sim.known.superseded.has(command.args.noteId)) continue;
      if (tray.some(({ commandId }) => commandId === command.id) || isSettled(command.id)) continue;
      failed(
        new SimulationFailure(
          sim.seed,
          `I5 SYNC-16: ${desk.name} no longer shows its own note ${command.args.noteId} on ${subject.kind} ${subject.id}`,
        ),
      );
    }
  }
  const isSettled = (commandId: string): boolean =>
    sim.saved.some(
      ({ command, settled, desk: at }) => command.id === commandId && at === desk.name && settled !== null,
    );

  /** Live queries of one round come in the order in which they were started: the tray, the subject, its notes. */
  function start(open: OpenDesk, subject: Subject): void {
    subject.visible = false;
    subject.shown = null;
    const { kind, id } = subject;
    const seen = (there: boolean): void => {
      subject.visible = there;
      if (!there) subject.shown = null;
    };
    if (kind === 'case') void open.live('case.view', { id }, (row) => seen(row !== null));
    else if (kind === 'conversation')
      void open.live('conversation.view', { id }, (row) => seen(row !== null));
    else void open.live('customer.view', { id }, (row) => seen(row !== null));
    void open.live('note.list', { subjectKind: kind, subjectId: id }, (rows) => {
      subject.shown = new Set(rows.map((row) => row.id));
      // After the round: the subject may go in the same one.
      sim.clockwork.after(0, '', () => {
        if (desk.open === open && open.owner.alive) check(subject);
      });
    });
  }

  return {
    view: () => view,
    tray: () => tray,
    linked: () => view?.link.state === 'linked',
    opened: (open) => {
      view = null;
      tray = [];
      void open.live('attention.list', {}, (rows) => {
        tray = rows;
      });
      void open.live('desk.view', {}, (row) => {
        view = row;
      });
      for (const subject of subjects.values()) start(open, subject);
    },
    look: (kind, id) => {
      const key = `${kind} ${id}`;
      if (subjects.has(key) || subjects.size >= mostSubjects || desk.open === null) return;
      const subject: Subject = { kind, id, visible: false, shown: null };
      subjects.set(key, subject);
      start(desk.open, subject);
    },
    saved: (entry) => {
      if (entry.command.type !== 'note.write') return;
      const key = `${entry.command.args.subjectKind} ${entry.command.args.subjectId}`;
      mine.set(key, [...(mine.get(key) ?? []), entry]);
    },
  };
}
