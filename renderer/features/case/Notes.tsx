// Changes when notes are written, edited or listed differently.
import { Pencil } from 'lucide-react';
import { memo, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { NoteSubject } from '../../../shared/domain/note.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { NoteView } from '../../../shared/ipc/views.ts';
import { useData, useDesk, useDraft, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useOneAtATime } from '../../data/one-at-a-time.ts';
import { CallableText } from '../../state/CallableText.tsx';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { directionOf } from '../../ui/direction.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Ago } from '../../ui/Time.tsx';
import { KeptActions } from './KeptActions.tsx';
import { isRich, toggleMark, type Written } from './rich.ts';
import { RichText } from './RichText.tsx';
import { RichTools } from './RichTools.tsx';
import { PendingMark } from './marks.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import { useSoughtNote } from './useSoughtNote.ts';
import styles from './notes.module.css';
import rich from './rich.module.css';

interface NotesProps {
  subjectKind: NoteSubject;
  subjectId: string;
  /** Gives the keyboard to the editor when it changes to another number above 0: /n and the note key ask for it. */
  asked?: number;
  /** Notes on this are listed too: those of the conversation that a case came from. New ones go to the subject. */
  also?: { subjectKind: NoteSubject; subjectId: string } | undefined;
  /** Notes of cases that were merged into this one. */
  more?: readonly NoteView[] | undefined;
}

const none: readonly NoteView[] = [];

/** Notes on one thing, the newest first, under the place to write the next. */
export function Notes({ subjectKind, subjectId, asked = 0, also, more = none }: NotesProps) {
  const t = useT();
  const { agent } = useDesk();
  const { rows: notes } = useQuery('note.list', { subjectKind, subjectId });
  const { rows: others } = useQuery('note.list', also ?? { subjectKind, subjectId });
  const [editing, setEditing] = useState<string | null>(null);
  useMovedDraft(also === undefined ? null : draftKey(also), draftKey({ subjectKind, subjectId }));
  const all = [...(notes ?? none), ...(also === undefined ? none : (others ?? none)), ...more];
  const newestFirst = all.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const list = useRef<HTMLUListElement>(null);
  const loaded = notes !== undefined && (also === undefined || others !== undefined);
  const found = useSoughtNote(
    list,
    [subjectId, also?.subjectId, ...more.map((note) => note.subjectId)],
    loaded ? all.map(({ id }) => id) : null,
  );
  return (
    <section className={styles.notes} aria-label={t('case.notes.title')}>
      <Editor
        key={`${subjectKind}:${subjectId}`}
        subjectKind={subjectKind}
        subjectId={subjectId}
        supersedes={null}
        asked={asked}
        onDone={() => {}}
      />
      <ul ref={list}>
        {newestFirst.map((note) =>
          note.id === editing ? (
            <li key={note.id}>
              <Editor
                subjectKind={note.subjectKind}
                subjectId={note.subjectId}
                supersedes={note}
                asked={1}
                onDone={() => setEditing(null)}
              />
            </li>
          ) : (
            <Note
              key={note.id}
              note={note}
              find={found?.id === note.id ? found.find : null}
              merged={more.includes(note)}
              onEdit={note.authorId === agent?.id ? setEditing : null}
            />
          ),
        )}
      </ul>
      {notes !== undefined && all.length === 0 && <p className={styles.quiet}>{t('case.notes.empty')}</p>}
    </section>
  );
}

const draftKey = ({ subjectKind, subjectId }: { subjectKind: NoteSubject; subjectId: string }): string =>
  `note:${subjectKind}:${subjectId}`;

/** A case that is made while a note on its conversation is half written takes the words along: they never go out of sight. */
function useMovedDraft(from: string | null, to: string): void {
  const { drafts } = useData();
  const { text, caret } = useDraft(from ?? to);
  useEffect(() => {
    if (from === null || text === '') return;
    const there = drafts.get(to).text;
    const before = there === '' ? '' : `${there}\n`;
    drafts.set(to, before + text, before.length + caret);
    drafts.clear(from);
  }, [drafts, from, to, text, caret]);
}

interface NoteProps {
  note: NoteView;
  /** The words of the search that led here; null where none did. */
  find: string | null;
  /** Written on a case that was merged into this one. */
  merged: boolean;
  onEdit: ((id: string) => void) | null;
}

const Note = memo(function Note({ note, find, merged, onEdit }: NoteProps) {
  const t = useT();
  return (
    <li
      className={styles.note}
      data-note={note.id}
      data-found={find !== null}
      aria-current={find === null ? undefined : 'true'}
    >
      <div className={styles.head}>
        <Bidi className={cx('clip', styles.author)}>{note.authorName}</Bidi>
        <span className={styles.quiet}>
          <Ago at={note.at} />
        </span>
        {note.edited && <span className={styles.quiet}>{t('case.notes.edited')}</span>}
        {note.kept === 'description' && <span className={styles.quiet}>{t('case.notes.kept')}</span>}
        {merged && <span className={styles.quiet}>{t('case.merge.from')}</span>}
        {note.late === true && <span className={styles.quiet}>{t('case.notes.late')}</span>}
        <PendingMark pending={note.pending} words />
        <span className={styles.push} />
        {onEdit !== null && (
          <IconButton
            size="small"
            className={styles.edit ?? ''}
            label={t('case.notes.edit')}
            onClick={() => onEdit(note.id)}
          >
            <Pencil size={13} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {note.format === 'rich' ? (
        <RichText text={note.text} find={find ?? ''} />
      ) : (
        <div className={styles.text} dir="auto">
          <CallableText text={note.text} className={rich.link} find={find ?? ''} />
        </div>
      )}
      {note.kept === 'description' && onEdit !== null && <KeptActions noteId={note.id} />}
    </li>
  );
});

interface EditorProps {
  subjectKind: NoteSubject;
  subjectId: string;
  /** The note this one takes the place of. */
  supersedes: NoteView | null;
  asked: number;
  onDone: () => void;
}

/** Where a note is written. Its words are kept with every key, and leave only once they are saved or let go. */
function Editor({ subjectKind, subjectId, supersedes, asked, onDone }: EditorProps) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const base = draftKey({ subjectKind, subjectId });
  const draft = useDraft(supersedes === null ? base : `${base}:${supersedes.id}`);
  const field = useRef<HTMLTextAreaElement>(null);
  /** What is to be chosen once the text has changed by a button or a key. */
  const chosen = useRef<Written | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const once = useOneAtATime();
  const id = useId();
  const text = draft.text === '' && supersedes !== null ? supersedes.text : draft.text;
  const empty = text.trim() === '';
  const isEdit = supersedes !== null;

  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [asked]);
  // A restored note goes on where its author stopped.
  useLayoutEffect(() => {
    const element = field.current;
    const next = chosen.current;
    if (element !== null && next !== null && next.text === element.value) {
      chosen.current = null;
      element.setSelectionRange(next.start, next.end);
    } else if (element !== null && draft.text !== '' && element.selectionEnd !== draft.caret)
      element.setSelectionRange(draft.caret, draft.caret);
  }, [draft]);

  const save = (): void => {
    if (empty) return;
    setError(null);
    void once(() =>
      run('note.write', {
        noteId: newId(),
        subjectKind,
        subjectId,
        text,
        supersedes: supersedes?.id ?? null,
        ...(isRich(text) ? { format: 'rich' as const } : {}),
      })
        .then(() => {
          draft.clear();
          onDone();
        })
        .catch((failure: unknown) => setError(toErrorData(failure))),
    );
  };
  const change = (by: (now: Written) => Written): void => {
    const element = field.current;
    if (element === null) return;
    const next = by({ text, start: element.selectionStart, end: element.selectionEnd });
    if (next.text.length > bounds.note) return;
    chosen.current = next;
    draft.set(next.text, next.end);
    element.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const letter = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey ? event.code : '';
    if (letter === 'KeyB' || letter === 'KeyI') {
      event.preventDefault();
      event.stopPropagation();
      change((now) => toggleMark(now, letter === 'KeyB' ? '**' : '*'));
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape' && isEdit) {
      event.stopPropagation();
      onDone();
    }
  };
  const label = t(isEdit ? 'case.notes.editField' : 'case.notes.write');
  return (
    <div className={styles.editor} data-filled={!empty}>
      <div className={styles.grow} data-text={`${text}\n`}>
        <textarea
          id={id}
          ref={field}
          className={styles.field}
          rows={1}
          dir={directionOf(text)}
          maxLength={bounds.note}
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => draft.set(event.currentTarget.value, event.currentTarget.selectionEnd)}
          onSelect={(event) => {
            if (draft.text !== '') draft.set(draft.text, event.currentTarget.selectionEnd);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {error !== null && <ErrorNote error={error} />}
      {(!empty || isEdit) && (
        <div className={styles.foot}>
          <RichTools onChange={change} />
          <span className={styles.push} />
          {isEdit && (
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                draft.clear();
                onDone();
              }}
            >
              {t('common.cancel')}
            </Button>
          )}
          <Kbd keys="Ctrl+Enter" />
          <Button size="small" variant="primary" disabled={empty} onClick={save}>
            {t('case.notes.save')}
          </Button>
        </div>
      )}
    </div>
  );
}
