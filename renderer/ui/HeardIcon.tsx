// Changes when it is shown by another picture that an agent is not heard in a call.
import { MicOff, Pause, TriangleAlert } from 'lucide-react';

/** Beside the words that say so. */
export function HeardIcon({ sign, size = 14 }: { sign: 'muted' | 'held' | 'unheard'; size?: number }) {
  const Icon = { muted: MicOff, held: Pause, unheard: TriangleAlert }[sign];
  return <Icon size={size} aria-hidden="true" />;
}
