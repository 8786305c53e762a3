// Changes when the composer's menu looks different.
import {
  BookOpen,
  ListChecks,
  MessageSquareQuote,
  Plus,
  SearchX,
  Settings2,
  StickyNote,
  Zap,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useT } from '../../state/intl.tsx';
import type { MenuItem } from './menu.ts';
import { Bidi } from '../../ui/Text.tsx';
import styles from './menu.module.css';

interface SlashMenuProps {
  id: string;
  items: readonly MenuItem[];
  active: number;
  onHover: (index: number) => void;
  onChoose: (item: MenuItem) => void;
}

/** @returns the id of a line, for aria-activedescendant. */
export const optionId = (menuId: string, index: number): string => `${menuId}-${index}`;

/** The menu above the composer while a slash command is typed. The keyboard stays in the text. */
export function SlashMenu({ id, items, active, onHover, onChoose }: SlashMenuProps) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('conversation.menu')} className={styles.menu}>
      {items.map((item, index) => (
        <div
          key={item.key}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          aria-disabled={item.kind === 'nothing' ? true : undefined}
          tabIndex={-1}
          className={styles.item}
          data-active={index === active}
          data-quiet={item.kind === 'saveReply' || item.kind === 'manage'}
          onPointerMove={() => onHover(index)}
          // The text keeps the keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
          onKeyDown={() => {}}
        >
          <Line item={item} />
        </div>
      ))}
    </div>
  );
}

function Line({ item }: { item: MenuItem }) {
  const t = useT();
  switch (item.kind) {
    case 'command':
      return (
        <>
          <kbd className={styles.name}>
            <bdi dir="ltr">/{item.name}</bdi>
          </kbd>
          <span className={styles.title}>{t(`conversation.slash.${item.name}`)}</span>
        </>
      );
    case 'quickReply':
      return (
        <>
          <MessageSquareQuote size={14} aria-hidden="true" className={styles.icon} />
          <span className={styles.title}>
            <Bidi className="clip">{item.reply.title}</Bidi>
          </span>
          <span className={styles.text}>
            <Bidi className="clip">{item.reply.text}</Bidi>
          </span>
          {item.reply.tags.slice(0, 2).map((tag) => (
            <Bidi key={tag} className={styles.tag}>{`#${tag}`}</Bidi>
          ))}
        </>
      );
    case 'macro':
    case 'script': {
      const { title, steps } = item.kind === 'macro' ? item.macro : item.script;
      const Icon = item.kind === 'macro' ? Zap : ListChecks;
      return (
        <>
          <Icon size={14} aria-hidden="true" className={styles.icon} />
          <span className={styles.title}>
            <Bidi className="clip">{title}</Bidi>
          </span>
          <span className={styles.text}>{t('composer.steps', { count: steps.length })}</span>
        </>
      );
    }
    case 'saveReply':
      return (
        <>
          <Plus size={14} aria-hidden="true" className={styles.icon} />
          <span className={styles.title}>{t('composer.saveReply')}</span>
          <span className={styles.text}>
            <Bidi className="clip">{item.text}</Bidi>
          </span>
        </>
      );
    case 'nothing':
      return <Nothing words={item.words} known={item.known} />;
    case 'manage':
      return (
        <>
          <Settings2 size={14} aria-hidden="true" className={styles.icon} />
          <span className={styles.title}>{t(`composer.manage.${item.page}`)}</span>
        </>
      );
    case 'article':
      return (
        <>
          <BookOpen size={14} aria-hidden="true" className={styles.icon} />
          <span className={styles.title}>
            <Bidi className="clip">{item.hit.title}</Bidi>
          </span>
          <span className={styles.text}>
            <Bidi className="clip">{item.hit.summary}</Bidi>
          </span>
        </>
      );
    case 'note':
      return (
        <>
          <StickyNote size={14} aria-hidden="true" className={styles.icon} />
          <span className={styles.title}>{t('conversation.slash.saveNote')}</span>
          <span className={styles.text}>
            <Bidi className="clip">{item.text}</Bidi>
          </span>
        </>
      );
  }
}

function Nothing({ words, known }: { words: string; known: boolean }) {
  const t = useT();
  if (!known) return <span className={styles.text}>{t('common.loading')}</span>;
  return (
    <>
      <SearchX size={14} aria-hidden="true" className={styles.icon} />
      <span className={styles.title}>
        {words === '' ? t('knowledge.count', { count: 0 }) : t('palette.empty', { text: words })}
      </span>
      <span className={styles.text}>{t('composer.keepAsText')}</span>
    </>
  );
}
