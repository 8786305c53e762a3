// Phrases of talks and quick replies in English.
import type { Phrases, ReplyText } from '../types.ts';

export const phrases: Phrases = {
  hello: [
    'Hello {first}, this is {agentFirst} from Marlund.',
    'Hi {first}, you are speaking with {agentFirst}.',
    'Good day {first}, {agentFirst} here. Thank you for waiting.',
    'Hello, {agentFirst} from Marlund here.',
  ],
  thanks: [
    'Great, thank you very much!',
    'Thanks for the quick help.',
    'Perfect, that is all I needed.',
    'OK, thank you. Have a good day.',
    'Brilliant, cheers!',
  ],
  bye: [
    'You are welcome. Have a good day!',
    'Glad it worked out. Write to us any time.',
    'My pleasure. All the best, {agentFirst}',
    'Thank you for your patience. Goodbye!',
  ],
  soberBye: [
    'Thank you for giving us the chance to put it right. Goodbye, {first}.',
    'I will keep you informed. Goodbye for now.',
  ],
  goodRating: [
    'Quick and friendly.',
    'Solved in ten minutes, very happy.',
    '',
    '',
    'The agent really listened.',
    'Clear answers, no runaround.',
  ],
  badRating: [
    'Had to explain everything twice.',
    'Friendly, but the problem is still there.',
    '',
    'Far too long a wait.',
  ],
};

export const replies: ReplyText[] = [
  {
    key: 'greeting',
    title: 'Greeting',
    tags: ['start'],
    text: 'Hello {customer.first}, this is {agent.first} from Marlund. How can I help you today?',
  },
  {
    key: 'order-number',
    title: 'Ask for the order number',
    tags: ['orders'],
    text: 'Could you tell me the order number, please? It begins with ML and is in the confirmation e-mail.',
  },
  {
    key: 'one-moment',
    title: 'One moment',
    tags: ['wait'],
    text: 'Thank you, {customer.first}. I am looking into this now and will be back within a few minutes.',
  },
  {
    key: 'refund-time',
    title: 'How long a refund takes',
    tags: ['refund', 'billing'],
    text: 'The refund is on its way. It takes five to seven working days to appear on your account, depending on your bank.',
  },
  {
    key: 'restart',
    title: 'Restart the device',
    tags: ['technical'],
    text: 'Please unplug the device, wait for thirty seconds and plug it in again. It needs about two minutes to start. Tell me what the light shows then.',
  },
  {
    key: 'case-opened',
    title: 'Case opened',
    tags: ['case', 'end'],
    text: 'I have opened case {case} for you. You will hear from us by e-mail, and you can answer that e-mail at any time. Kind regards, {agent}',
  },
];
