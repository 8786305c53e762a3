// Words of the seeded macros, scripts and further quick replies in English.
import type { ToolTexts } from '../tools.ts';

export const tools: ToolTexts = {
  replies: [
    {
      key: 'refund-days',
      title: 'How long a refund takes',
      tags: ['money'],
      text: 'The refund has been started. Your bank shows it within {days} working days.',
    },
    {
      key: 'send-photo',
      title: 'Ask for a photo',
      tags: ['faults'],
      text: 'Could you send us a photo of it, please? Then we see at once what is needed.',
    },
    {
      key: 'case-number',
      title: 'Give the case number',
      tags: ['case'],
      text: 'Your case number is {case}. Please name it if you write to us again.',
    },
    {
      key: 'parcel',
      title: 'Where the parcel is',
      tags: ['orders'],
      text: 'Your parcel is on its way and should arrive on {day}.',
    },
    {
      key: 'sorry-wait',
      title: 'Sorry for the wait',
      tags: ['wait'],
      text: 'I am sorry that you had to wait, {customer.first}. I am with you now.',
    },
    {
      key: 'survey',
      title: 'Ask for a rating',
      tags: ['end'],
      text: 'If you have a moment, {customer.first}, please rate this chat. It helps us get better.',
    },
  ],
  macros: {
    begin: 'Take over and greet',
    refund: 'Refund, from the case to the reply',
    callback: 'Promise a call back',
    escalate: 'Escalate',
    identify: 'Find out who it is',
    solved: 'Solved and goodbye',
  },
  words: {
    hello: 'Hello {customer.first}, this is {agent.first}. I have your request in front of me.',
    refundTitle: 'Refund',
    refundCategory: 'Refund',
    refundTag: 'refund',
    refundNote: 'Refund agreed for order {order}.',
    refundText:
      'I have started the refund for order {order}, {customer.first}. It is with your bank in three to five working days.',
    callTitle: 'Call the customer back',
    callText: 'I will call you back within four hours, {customer.first}.',
    escalateText: 'Escalated by {agent}: please look at this one first.',
    escalateReply: 'I have passed this to our specialists with the highest priority.',
    identifyText: 'May I have the name and the e-mail address you ordered with, please?',
    solvedText: 'I am glad that this is settled, {customer.first}. Goodbye!',
  },
  scripts: {
    welcome: {
      title: 'Every conversation',
      steps: [
        ['Greet by name', 'Hello {customer.first}, this is {agent.first}. How can I help?'],
        ['Make sure who it is', ''],
        ['Understand the request', 'Say it again in your own words and ask whether that is right.'],
        ['Close the conversation', 'Is there anything else I can do for you today?'],
      ],
    },
    returns: {
      title: 'Return or refund',
      steps: [
        ['Ask for the order number', 'Could you tell me the order number, please?'],
        ['Check the 30 days', 'Look at the date of delivery.'],
        ['Start the refund', ''],
        ['Say when the money arrives', 'The money is with you in three to five working days.'],
      ],
    },
    faults: {
      title: 'Something does not work',
      steps: [
        ['Model and age', 'Which model is it, and since when do you have it?'],
        ['What has been tried', 'What have you tried so far?'],
        ['Restart and try again', 'Please unplug it for a minute, and then try again.'],
        ['Agree on the next step', 'If it comes back, we will call you.'],
      ],
    },
  },
};
