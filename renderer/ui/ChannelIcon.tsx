// Changes when channels get other pictures.
import { AtSign, Mail, MessageCircle, MessageSquareText, Phone, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { useUi, type ChannelName } from './words.tsx';

const icons: Record<ChannelName, LucideIcon> = {
  chat: MessageCircle,
  email: Mail,
  sms: MessageSquareText,
  social: AtSign,
  voice: Phone,
};

export interface ChannelIconProps {
  channel: ChannelName;
  /** In px. Default 14. */
  size?: number;
  /** True where its word stands beside it. */
  decorative?: boolean;
}

/** The picture of a channel, with its word. */
export const ChannelIcon = memo(function ChannelIcon({
  channel,
  size = 14,
  decorative = false,
}: ChannelIconProps) {
  const word = useUi().channel(channel);
  const Icon = icons[channel];
  if (decorative) return <Icon size={size} aria-hidden="true" />;
  return (
    <span title={word} className="channel">
      <Icon size={size} aria-hidden="true" />
      <span className="quiet-only">{word}</span>
    </span>
  );
});
