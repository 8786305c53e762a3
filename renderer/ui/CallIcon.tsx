// Changes when calls get other pictures.
import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { memo } from 'react';

const icons = { in: PhoneIncoming, out: PhoneOutgoing, missed: PhoneMissed } as const;

/** The picture of a call: it came, it was made, or nobody took it. Its words stand beside it. */
export const CallIcon = memo(function CallIcon({
  face,
  size = 14,
  className,
}: {
  face: keyof typeof icons;
  /** In px. */
  size?: number;
  className?: string | undefined;
}) {
  const Icon = icons[face];
  return <Icon size={size} aria-hidden="true" className={className} data-call-face={face} />;
});
