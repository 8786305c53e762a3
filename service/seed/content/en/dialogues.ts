// Talks about orders and money in English.
import type { Dialogue } from '../types.ts';
import { helpDialogues } from './dialogues-help.ts';

const shopDialogues: Dialogue[] = [
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

export const dialogues: Dialogue[] = [...shopDialogues, ...helpDialogues];
