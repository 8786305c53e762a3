// Changes when a supervisor sees differently which customers of the team are unhappy now.
import { memo } from 'react';
import type { TeamMood } from '../../../shared/ipc/moods.ts';
import { reaches } from '../../../shared/sentiment/alert.ts';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { usualAlerts } from '../../state/mood.ts';
import { useSettings } from '../../state/settings.ts';
import { useRecordLink } from '../../state/workspace.ts';
import { cx } from '../../ui/cx.ts';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { CountedList } from './CountedList.tsx';
import css from './home.module.css';

/** Customers of colleagues, or waiting, at the level from which this supervisor is told. Nothing where there are none. */
export const TeamMoods = memo(function TeamMoods() {
  const { agent } = useDesk();
  return agent === null || agent.role === 'agent' ? null : <Team self={agent.id} />;
});

function Team({ self }: { self: string }) {
  const t = useT();
  const { settings } = useSettings();
  const { rows } = useQuery('mood.team', {});
  const { rows: policy } = useQuery('mood.policy', {});
  const at = settings.teamMoodAlert ?? policy?.alertAt ?? usualAlerts.team;
  const unhappy = (rows ?? []).filter(({ agentId, level }) => agentId !== self && reaches(level, at));
  return (
    <CountedList title={t('mood.teamNow')} rows={unhappy}>
      {(row) => <Unhappy key={row.id} row={row} />}
    </CountedList>
  );
}

function Unhappy({ row: { id, title, agentId, agentName, queueName, level } }: { row: TeamMood }) {
  const t = useT();
  const link = useRecordLink();
  const facts = [t(`sentiment.${level}`), agentId === null ? t('mood.waitsFor') : agentName, queueName];
  return (
    <li className={css.item}>
      <button type="button" className={css.itemOpen} {...link('conversation', id, 'home')}>
        <span className={css.itemFace}>
          <SentimentFace level={level} size={16} decorative />
        </span>
        <span className={css.itemText}>
          <span className={css.itemLine}>
            <span className={cx('clip', css.itemTitle)} dir="auto">
              {title === '' ? t('common.visitor') : title}
            </span>
          </span>
          <span className={cx('clip', css.itemSub)}>
            {facts
              .filter((fact) => fact !== '')
              .map((fact, index) => (
                <span key={fact}>
                  {index > 0 && ' · '}
                  <bdi>{fact}</bdi>
                </span>
              ))}
          </span>
        </span>
      </button>
    </li>
  );
}
