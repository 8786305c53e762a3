// Changes when the description of a case is shown or edited in place differently.
import { Pencil } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Case } from '../../../shared/domain/case.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { CallableText } from '../../state/CallableText.tsx';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { directionOf } from '../../ui/direction.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useDescription, type DescriptionEdit, type Meeting } from './useDescription.ts';
import styles from './description.module.css';
import rich from './rich.module.css';

/** What the case is about. Edited in place: every key is kept, Ctrl+Enter saves, Esc leaves it half-written. */
export function Description({ seen }: { seen: Pick<Case, 'id' | 'description'> }) {
  const t = useT();
  const edit = useDescription(seen);
  const [open, setOpen] = useState(false);
  const again = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  const close = (): void => {
    closed.current = true;
    setOpen(false);
  };
  useLayoutEffect(() => {
    if (open || !closed.current) return;
    closed.current = false;
    // The keyboard stays where it was. Not in the next frame: that may come before the editor has gone.
    again.current?.focus();
  }, [open]);
  return (
    <section className={styles.description} aria-label={t('case.field.description')}>
      {open ? (
        <Editor seen={seen.description} edit={edit} onClose={close} />
      ) : (
        <>
          {seen.description === '' ? (
            edit.draft === null && (
              <button ref={again} type="button" className={styles.begin} onClick={() => setOpen(true)}>
                {t('case.description.add')}
              </button>
            )
          ) : (
            <div className={styles.shown}>
              <div className={styles.text} dir="auto">
                <CallableText text={seen.description} className={rich.link} />
              </div>
              {edit.draft === null && (
                <IconButton
                  ref={again}
                  size="small"
                  className={styles.edit ?? ''}
                  label={t('case.description.edit')}
                  onClick={() => setOpen(true)}
                >
                  <Pencil size={13} aria-hidden="true" />
                </IconButton>
              )}
            </div>
          )}
          {edit.draft !== null && (
            <div className={styles.unsaved}>
              <span>{t('case.description.unsaved')}</span>
              <Button ref={again} size="small" onClick={() => setOpen(true)}>
                {t('case.description.continue')}
              </Button>
              <Button size="small" variant="quiet" onClick={edit.discard}>
                {t('case.description.discard')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

interface EditorProps {
  /** The description as it is now. */
  seen: string;
  edit: DescriptionEdit;
  onClose: () => void;
}

function Editor({ seen, edit, onClose }: EditorProps) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft } = edit;
  const text = draft?.text ?? seen;
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.focus();
    const caret = draft?.caret ?? text.length;
    element.setSelectionRange(caret, caret);
    // Once, as it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useLayoutEffect(() => {
    const element = field.current;
    if (element !== null && draft !== null && element.selectionEnd !== draft.caret)
      element.setSelectionRange(draft.caret, draft.caret);
  }, [draft]);
  const save = (): void => {
    void edit.save().then((saved) => {
      if (saved) onClose();
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.editor}>
        <div className={styles.grow} data-text={`${text}\n`}>
          <textarea
            ref={field}
            className={styles.field}
            rows={3}
            dir={directionOf(text)}
            maxLength={bounds.description}
            aria-label={t('case.field.description')}
            value={text}
            onChange={(event) => edit.write(event.currentTarget.value, event.currentTarget.selectionEnd)}
            onSelect={(event) => {
              if (draft !== null) edit.write(draft.text, event.currentTarget.selectionEnd);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className={styles.foot}>
          <Kbd keys="Ctrl+Enter" />
          <span className={styles.push} />
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              edit.discard();
              onClose();
            }}
          >
            {t('common.cancel')}
          </Button>
          <Button size="small" variant="primary" onClick={save}>
            {t('case.description.save')}
          </Button>
        </div>
      </div>
      <Met meeting={edit.meeting} now={seen} />
      {edit.error !== null && <ErrorNote error={edit.error} />}
    </>
  );
}

/** Says, before it is saved, that somebody else was here meanwhile, and what that will mean. */
function Met({ meeting, now }: { meeting: Meeting; now: string }) {
  const t = useT();
  return (
    <div role="status" className={styles.met} data-meeting={meeting}>
      {meeting !== 'none' && t(`case.description.${meeting}`)}
      {meeting === 'meets' && (
        <details>
          <summary>{t('case.description.now')}</summary>
          <div className={styles.theirs} dir="auto" tabIndex={0}>
            {now}
          </div>
        </details>
      )}
    </div>
  );
}
