// Talks about devices, accounts and unhappy customers in English.
import type { Dialogue } from '../types.ts';

export const helpDialogues: Dialogue[] = [
  {
    key: 'router-setup',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    products: ['router'],
    issue: 'wifi-drops',
    turns: [
      [
        'c',
        'I plugged in the new router and there is an amber light. Did I break it?',
        'Hi. My new {product} blinks amber and there is no internet. I am not very technical, sorry.',
      ],
      [
        'hello',
        'Nothing is broken: amber blinking means that the router is on but does not see the line yet. Which socket is the grey cable in?',
      ],
      ['c', 'There are four yellow ones and a blue one. It is in a yellow one I think', 'Yellow, number 1.'],
      ['a', 'That is the reason. Please move the cable into the blue socket, then wait for two minutes.'],
      ['c', 'ok moment', 'Doing it now'],
      ['c', 'It is white now! And my phone has internet.', 'White light. It works!!'],
      [
        'a',
        'Wonderful. The name and password of your Wi-Fi are on the label underneath. This page shows how to change them:',
      ],
      ['article', 'router'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'coffee-descale',
    queue: 'queue-technical',
    mood: 'plain',
    disposition: 'resolved',
    products: ['coffee'],
    turns: [
      ['c', 'The orange light on my {product} stays on although I have descaled it. How do I turn it off?'],
      [
        'hello',
        'The light goes out only when the rinse at the end was finished. Did the machine ask you to fill the tank a second time?',
      ],
      ['c', 'It did, but I had to leave and switched it off.', 'Hmm, maybe. I think I skipped that part.'],
      [
        'a',
        'Then it is waiting for that rinse. Fill the tank with fresh water up to MAX, put a bowl under the spout and press both cup buttons for five seconds. It takes about six minutes.',
      ],
      ['c', 'It is running.', 'Both buttons blink now and water is coming out'],
      [
        'a',
        'Perfect. When it stops, the light goes out. If it does not, write again and we will look at the sensor.',
      ],
      ['c', 'Light is off. Thank you!', 'That was it, thanks a lot'],
      ['bye'],
    ],
  },
  {
    key: 'account-locked',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    issue: 'app-login',
    turns: [
      [
        'c',
        'I cannot get into the app. It says too many attempts.',
        'The Marlund Home app does not let me in any more',
      ],
      [
        'hello',
        'I can help with that. For your safety I need to check two things: your postcode, and the last order you made.',
      ],
      [
        'c',
        'Postcode is on file for {order}. I bought it on {date}.',
        'The last order was {order}, around {date}',
      ],
      [
        'a',
        'Thank you, that matches. I have lifted the lock and sent a new link to the address we have. It is valid for thirty minutes.',
      ],
      ['c', 'Nothing there. Let me look in spam.', 'I do not see any e-mail'],
      ['c', 'Found it. It was in the promotions folder.', 'Ah, there it is. In spam of course.'],
      ['a', 'Good. Choose a password you do not use anywhere else, then sign in on the phone first.'],
      ['c', 'I am in, all my rooms are there. Thanks!', 'It works now'],
      ['bye'],
    ],
  },
  {
    key: 'leaving-customer',
    queue: 'queue-support',
    mood: 'angry',
    disposition: 'follow-up',
    products: ['vacuum', 'coffee', 'washer'],
    issue: 'machine-leaks',
    turns: [
      [
        'c',
        'I have been passed from one person to the next for two weeks. My {product} still does not work.',
        'Your support is a joke. Nobody calls back and the {product} is still broken.',
      ],
      [
        'hello',
        'I have read the whole history just now, so you do not have to repeat it. I am sorry, this took far too long.',
      ],
      [
        'c',
        'Sorry does not repair it. If this is not solved this week I will buy from somebody else and want all my money back.',
        'I have heard sorry five times. What happens NOW?',
      ],
      [
        'a',
        'Here is what I can promise: a technician at your place on {soon} in the morning, with the part in the van. If it is not working when he leaves, you choose between a new {product} and a refund.',
      ],
      ['c', 'And who do I call when nobody turns up again?', 'I want that in writing.'],
      [
        'a',
        'You get it by e-mail within the hour, with my name and a direct line. I will call you myself that afternoon.',
      ],
      [
        'internal',
        'Goodwill agreed with supervisor: refund without return if the visit fails. Call back on {soon} after 14:00.',
      ],
      ['c', 'All right. Last chance.', 'OK. I hope you keep your word.'],
      ['bye'],
    ],
  },
  {
    key: 'thermostat-join',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    products: ['thermostat'],
    issue: 'thermostat-offline',
    turns: [
      [
        'c',
        'New router since yesterday, and now the heating app says offline. What did I do wrong?',
        'The {product} is offline since we changed provider. App stops at 80 %.',
      ],
      [
        'hello',
        'You did nothing wrong. The thermostat remembers the old Wi-Fi. Is your phone in the same room as the thermostat?',
      ],
      ['c', 'Yes', 'yes, I am standing in front of it'],
      [
        'a',
        'Please hold the ring for ten seconds until it shows a small wave. In the app choose "Add device", and pick the network without "5G" in its name.',
      ],
      ['c', 'There is only one network name.', 'I see only one. Does it matter?'],
      [
        'a',
        'Then the router hides the slower band under the same name. In its settings switch on "Separate names". I am sending you the page with pictures.',
      ],
      ['article', 'app'],
      ['c', 'OK that took a while but now it says connected 👍', 'Got it! Connected.'],
      ['bye'],
    ],
  },
  {
    key: 'delivery-abroad',
    queue: 'queue-international',
    mood: 'plain',
    disposition: 'answered',
    products: ['headphones', 'tablet', 'lamp'],
    turns: [
      [
        'c',
        'Do you deliver the {product} to Portugal? I am moving there next month.',
        'Can I order the {product} now and have it sent to my new address abroad?',
      ],
      [
        'hello',
        'Yes, we do. Delivery to other countries takes three to seven working days and costs a flat fee that you see before you pay.',
      ],
      ['c', 'And the warranty?', 'Is the plug the right one, and does the warranty count there?'],
      [
        'a',
        'The two-year warranty is the same everywhere we deliver. The plug follows the country of the delivery address.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
];
