// Changes when the place where the agent writes looks different.
import { BookOpen, CornerDownLeft, Reply, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { firstName } from '../../../shared/domain/variables.ts';
import { useDesk } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import { EmojiPicker } from './EmojiPicker.tsx';
import { AddFiles, ComposerFiles, useDrop } from './ComposerFiles.tsx';
import { ComposerField } from './ComposerField.tsx';
import { ComposerGuard } from './ComposerGuard.tsx';
import { ComposerModes } from './ComposerModes.tsx';
import { ComposerLater } from './ComposerLater.tsx';
import { ComposerWaiting } from './ComposerWaiting.tsx';
import { QuoteText } from './Quote.tsx';
import { SlashMenu } from './SlashMenu.tsx';
import { useComposer, type Want } from './useComposer.ts';
import { VariablesForm } from './VariablesForm.tsx';
import guardStyles from './guard.module.css';
import replyStyles from './reply.module.css';
import styles from './composer.module.css';

interface ComposerProps {
  view: ConversationView;
  tabId: string;
  onWant: (what: Want, text: string) => void;
}

/** Where replies and internal messages are written. The two modes differ in place, border, label and background. */
export function Composer({ view, tabId, onWant }: ComposerProps) {
  const t = useT();
  const intl = useIntl();
  const { link } = useDesk();
  const composer = useComposer(view, tabId, onWant);
  const { written, bar, sending, slash, files, reply } = composer;
  const { menu } = slash;
  const { attached, held } = sending;
  const field = useRef<HTMLTextAreaElement>(null);
  const [at, setAt] = useState({ menu: '', index: 0 });
  const section = useRef<HTMLElement>(null);
  const dropping = useDrop(section, files.add, bar === null);
  const menuId = useId();
  const hintId = useId();
  // A menu that has become another one begins at its top.
  const menuKey = `${menu.length} ${menu[0]?.key ?? ''}`;
  const active = at.menu === menuKey ? Math.min(at.index, Math.max(0, menu.length - 1)) : 0;
  const setActive = (next: number): void => setAt({ menu: menuKey, index: next });

  const internal = written.mode === 'internal';
  const name = firstName(view.customer?.name ?? view.conversation.visitor.name);
  const offline = link.state !== 'linked';
  const placeholder = t(internal ? 'conversation.internalPlaceholder' : 'conversation.replyPlaceholder', {
    name,
  });
  return (
    <section
      ref={section}
      className={styles.composer}
      data-mode={written.mode}
      aria-label={t(internal ? 'conversation.internalMode' : 'conversation.publicMode')}
    >
      <ComposerWaiting
        waiting={sending.waiting}
        onUndo={(messageId) => {
          sending.undo(messageId);
          field.current?.focus();
        }}
      />
      <ComposerLater
        later={sending.later}
        onUndo={() => {
          sending.later.takeBack();
          field.current?.focus();
        }}
      />
      {slash.asking !== null && (
        <VariablesForm asking={slash.asking} onChange={slash.fill} onAnswer={slash.answer} />
      )}
      {sending.error !== null && (
        <div className={styles.error}>
          <ErrorNote error={sending.error} />
        </div>
      )}
      {sending.returned && (
        <div className={guardStyles.notice} role="status">
          {t('composer.returned')}
        </div>
      )}
      {held !== null && (
        <ComposerGuard
          warnings={held.warnings}
          onSend={() => {
            sending.sendAnyway();
            field.current?.focus();
          }}
          onBack={() => {
            sending.release();
            field.current?.focus();
          }}
        />
      )}
      <div className={styles.modes} role="radiogroup" aria-label={t('conversation.mode')}>
        <ComposerModes mode={written.mode} onPick={composer.setMode} />
        <span id={hintId} className={styles.hint}>
          {bar === null
            ? t(internal ? 'conversation.internalHint' : 'conversation.publicHint')
            : t(`conversation.bar.${bar}`)}
        </span>
      </div>
      <div className={styles.box} data-barred={bar !== null}>
        {menu.length > 0 && (
          <SlashMenu
            id={menuId}
            items={menu}
            active={active}
            onHover={setActive}
            onChoose={(item) => {
              slash.choose(item);
              field.current?.focus();
            }}
          />
        )}
        {attached !== null && (
          <div className={styles.attached}>
            <BookOpen size={13} aria-hidden="true" />
            <Bidi className={cx('clip', styles.attachedTitle)}>{attached.title}</Bidi>
            <IconButton label={t('conversation.detach')} size="small" onClick={() => sending.attach(null)}>
              <X size={13} />
            </IconButton>
          </div>
        )}
        {reply.target !== null && (
          <div className={replyStyles.target}>
            <Reply size={13} aria-hidden="true" />
            <span
              className={replyStyles.targetWords}
              role="status"
              aria-label={t('conversation.reply.quote', { name: reply.target.authorName })}
            >
              <QuoteText message={reply.target} />
            </span>
            <IconButton label={t('conversation.reply.cancel')} size="small" onClick={() => reply.set(null)}>
              <X size={13} />
            </IconButton>
          </div>
        )}
        <ComposerFiles conversationId={view.conversation.id} files={files} />
        {dropping && <div className={styles.dropHint}>{t('conversation.files.drop')}</div>}
        <ComposerField
          conversationId={view.conversation.id}
          composer={composer}
          field={field}
          menuId={menuId}
          active={active}
          onActive={setActive}
          hintId={hintId}
          placeholder={bar === null ? placeholder : ''}
          language={view.customer?.language ?? view.conversation.visitor.language}
        />
        <div className={styles.foot}>
          <span className={styles.tools}>
            <EmojiPicker
              disabled={bar !== null}
              field={field}
              onPick={(sign) => {
                const { text, caret } = written;
                composer.change(text.slice(0, caret) + sign + text.slice(caret), caret + sign.length);
              }}
            />
            <AddFiles
              disabled={bar !== null}
              onAdd={(chosen) => {
                files.add(chosen);
                field.current?.focus();
              }}
            />
          </span>
          {sending.tooLong > 0 && (
            <span className={styles.tooLong} role="status">
              {t('conversation.tooLong', { count: intl.formatNumber(sending.tooLong) })}
            </span>
          )}
          {offline && bar === null && <span className={styles.quiet}>{t('conversation.offline')}</span>}
          <Button
            variant="primary"
            size="small"
            disabled={!sending.canSend}
            onClick={() => sending.send()}
            icon={<CornerDownLeft size={14} aria-hidden="true" className={styles.sendIcon} />}
          >
            {t(internal ? 'conversation.sendInternal' : 'conversation.send')}
          </Button>
        </div>
      </div>
    </section>
  );
}
