// Talks between customers and agents in English.
import type { Dialogue } from '../types.ts';

export const dialogues: Dialogue[] = [
  {
    key: 'where-is-it',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'answered',
    products: ['lamp', 'kettle', 'speaker', 'tablet', 'desk'],
    issue: 'late-delivery',
    turns: [
      [
        'c',
        'Hello, my order should have been here on {date}. Can you see where it is?',
        'Hi, I am waiting for a parcel that was due on {date}. What is going on with it?',
      ],
      [
        'hello',
        'Let me check that for you. Could I have the order number?',
        'I will have a look. What is the order number, please?',
      ],
      ['c', '{order}', 'It is {order}, the {product}', 'Order {order}'],
      [
        'a',
        'Thank you. The carrier scanned the parcel last night, so it is moving. Delivery is planned for {soon}.',
        'I can see it: parcel {parcel}. It was held at the depot for a day and goes out on {soon}.',
      ],
      [
        'c',
        'Can it go to a neighbour if I am out?',
        'Will the driver ring before? I work from home but upstairs.',
      ],
      [
        'a',
        'Yes, I have added that to the delivery note. You will also get a text message with a two-hour window.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'angry-refund',
    queue: 'queue-billing',
    mood: 'angry',
    disposition: 'refund',
    products: ['headphones', 'tablet', 'vacuum', 'desk'],
    issue: 'refund-missing',
    turns: [
      [
        'c',
        'This is the third time I am writing about the same refund. Where is my money?',
        'I returned the {product} on {date} and still have not had my {amount} back. This is ridiculous.',
      ],
      [
        'hello',
        'I am sorry that you have to ask again. I will stay on this until we know what happened. Is it order {order}?',
      ],
      [
        'c',
        'Yes. Last time I was told five to seven working days. That was three weeks ago!',
        'Yes it is. Every time somebody tells me to wait. I am done waiting.',
      ],
      [
        'a',
        'I understand. I see the return was booked in, but the refund went to a card that has expired, and it came back to us. Nobody told you, and that was our mistake.',
      ],
      [
        'c',
        'So you have had my money all this time and said nothing? Unbelievable.',
        'And nobody thought of telling me? I want it back today.',
      ],
      [
        'a',
        'You are right to be annoyed. I am sending you a secure form for your bank details. As soon as it is filled in, I release {amount} myself, and it arrives within two working days.',
      ],
      [
        'internal',
        'Refund bounced on {date}, no contact was made with the customer. Please release at once when the form is in.',
      ],
      [
        'c',
        'Done. If it is not there by Friday I will dispute the payment with my bank.',
        'I have filled it in. I really hope that was the last time.',
      ],
      [
        'a',
        'I have the form and the transfer is released. Your confirmation is in your mailbox now. I will check on Friday and write to you either way.',
      ],
      ['c', 'Fine. At least somebody looked at it.', 'OK. Thank you for sorting it out.'],
      ['bye'],
    ],
  },
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
    key: 'cancel-in-time',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'resolved',
    products: ['tv', 'washer', 'desk'],
    issue: 'cancel-order',
    turns: [
      [
        'c',
        'Please cancel order {order}, I chose the wrong size.',
        'Can I still cancel {order}? I ordered the {product} by mistake.',
      ],
      ['hello', 'One moment, I am checking whether it has left the warehouse.'],
      ['a', 'We are in time. The order is cancelled, and the payment of {amount} is released today.'],
      ['c', 'How long until I see it on my card?'],
      ['a', 'Usually two or three days, at most seven working days. It depends on your bank.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'happy-thanks',
    queue: 'queue-support',
    mood: 'happy',
    disposition: 'answered',
    products: ['headphones', 'speaker', 'lamp', 'purifier'],
    turns: [
      [
        'c',
        'Just wanted to say that the {product} is fantastic. One question though: can I get a second one with the discount from the newsletter?',
        'Hi! I love my {product}. Is there a discount if I buy another one for my sister?',
      ],
      [
        'hello',
        'That is lovely to hear! The newsletter code works once per household, but I can add ten per cent to your account for the next order.',
      ],
      ['c', 'Oh wow, that is very kind 😊', 'Really? That is great, thank you!'],
      ['a', 'Done. It is valid until the end of the month and will be taken off at the till by itself.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'damaged-photos',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'case',
    products: ['coffee', 'tv', 'lamp', 'purifier'],
    issue: 'damaged-parcel',
    turns: [
      [
        'c',
        'My {product} arrived this morning and it is cracked. What do I do now?',
        'Parcel came today, box was crushed and the {product} is broken.',
      ],
      [
        'hello',
        'I am sorry about that. Please keep the box and everything in it. Could you send me the order number and two photos: one of the damage, one of the outside of the box?',
      ],
      [
        'c',
        '{order}. Photos are sent to the address in the confirmation.',
        'Order {order}, I am uploading the photos now',
      ],
      [
        'a',
        'They have arrived, thank you. The damage comes from transport, so you have nothing to pay. Would you like a replacement or your money back?',
      ],
      ['c', 'A replacement please, if it comes before the weekend.', 'Replacement is fine.'],
      [
        'a',
        'It leaves us today and should reach you by {soon}. The driver takes the broken one with him. I have opened a case, and its number comes by e-mail.',
      ],
      ['thanks'],
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
    key: 'invoice-vat',
    queue: 'queue-billing',
    mood: 'plain',
    disposition: 'resolved',
    issue: 'invoice-company',
    turns: [
      ['c', 'I need invoice {invoice} with our VAT number on it. Who can do that?'],
      [
        'hello',
        'I can do it right here. Please tell me the exact company name, the address and the VAT number.',
      ],
      [
        'c',
        'I have put all three into the form on your billing page a minute ago.',
        'Sent through the form, reference {order}',
      ],
      [
        'a',
        'I have them. The old invoice is cancelled and the new one is in your mailbox as a PDF. Shall I keep these details for future orders?',
      ],
      ['c', 'Yes please, that would save us time.', 'Yes, good idea.'],
      ['a', 'Saved. New orders will carry them from now on.'],
      ['thanks'],
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
  {
    key: 'left-early',
    queue: 'queue-support',
    mood: 'plain',
    disposition: 'customer-left',
    turns: [
      [
        'c',
        'Do you have a shop near me where I can try things before I buy?',
        'What are your opening hours on Saturday?',
      ],
      [
        'hello',
        'We sell online only, but you can return anything within thirty days. Our support is here every day from 8 to 20. Is there a product you would like to know more about?',
      ],
      ['c', 'ok', 'I see'],
      ['a', 'Are you still there? I will close the chat in a few minutes; you can come back at any time.'],
    ],
  },
];
