// Changes when the place of the messages looks different before they are there.
import { Skeleton } from '../../ui/EmptyState.tsx';
import styles from './list.module.css';

/** Messages-to-be, about as large as messages are. */
export function ListSkeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <Skeleton width="52%" height={48} />
      <Skeleton width="36%" height={32} />
      <Skeleton width="60%" height={64} />
    </div>
  );
}
