// Reasons to write to the company, in English, with the notes agents take on them.
import type { Issue } from '../types.ts';

export const issues: Issue[] = [
  {
    key: 'late-delivery',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Delivery',
    tags: ['delivery', 'late'],
    products: ['lamp', 'kettle', 'speaker', 'vacuum', 'tablet', 'desk'],
    titles: [
      'Order {order} has not arrived',
      'Parcel {parcel} stuck in transit',
      'Where is my {product}? Ordered on {date}',
    ],
    descriptions: [
      'I ordered the {product} on {date} (order {order}). The confirmation said two to four working days. The tracking page has shown "In transit" since then and nothing has moved. Could you find out where the parcel is?',
      'Order {order} was meant to be here last week. Tracking number {parcel} says it reached the depot and stopped there. I took a day off to be in for it. Please tell me whether it is lost or only late.',
    ],
    notes: [
      'Tracking {parcel}: last scan at the regional depot, no movement since. Opened a search with the carrier.',
      'Carrier asks for two working days. Told the customer we will write again on {soon} at the latest.',
      'Carrier has found the parcel; label was damaged. Relabelled, delivery planned for {soon}.',
    ],
  },
  {
    key: 'damaged-parcel',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Damaged on arrival',
    tags: ['delivery', 'damage'],
    products: ['coffee', 'tv', 'lamp', 'purifier', 'kettle'],
    titles: ['{product} arrived broken', 'Damaged parcel, order {order}', 'Box crushed, {product} cracked'],
    descriptions: [
      'The {product} from order {order} arrived today with one side of the box crushed. There is a crack along the housing and a piece rattles inside. I have kept the packaging and taken photos. I would like a replacement, please.',
      'I opened the parcel in front of the driver and the {product} is visibly broken. He noted it on his device. Please let me know whether you send a new one or refund me {amount}.',
    ],
    notes: [
      'Photos received, damage is clear and comes from transport. Replacement approved under order {order}.',
      'Return label sent. Customer keeps the box until collection.',
    ],
  },
  {
    key: 'refund-missing',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Refund',
    tags: ['refund'],
    products: ['headphones', 'tablet', 'vacuum', 'desk', 'speaker'],
    titles: [
      'Refund of {amount} not received',
      'Returned on {date}, still no refund',
      'Where is my refund for order {order}?',
    ],
    descriptions: [
      'I sent the {product} back on {date} and your warehouse confirmed it. The refund of {amount} was supposed to take five to seven working days. There is nothing on my card statement yet.',
      'My return for order {order} was accepted {days} days ago. I have checked both my card and my account balance, and the {amount} is on neither. Could you check whether it has really been sent?',
    ],
    notes: [
      'Return booked in at the warehouse on {date}. Refund was created but rejected: the card has expired.',
      'Asked the customer for bank details through the secure form. Not by chat.',
      'Details received. Transfer of {amount} released, two working days.',
    ],
  },
  {
    key: 'double-charge',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Payment',
    tags: ['payment', 'card'],
    titles: ['Charged twice for order {order}', 'Two payments of {amount} on the same day'],
    descriptions: [
      'My card was charged {amount} twice for order {order}, both on {date}. I only pressed the button once. I can send a screenshot of the statement. Please return the second payment.',
    ],
    notes: [
      'Second amount is an authorisation, not a payment. It lapses by itself, normally within five working days.',
      'Customer says the bank still shows it. Sent the release reference to the bank desk.',
    ],
  },
  {
    key: 'wifi-drops',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Network',
    tags: ['router', 'wifi'],
    products: ['router'],
    titles: [
      'Wi-Fi drops every evening',
      '{product} loses the connection',
      'Amber light blinking on the router',
    ],
    descriptions: [
      'Since about {date} the Wi-Fi from my {product} drops several times every evening. The light blinks amber for a minute and then comes back. Computers on a cable are affected as well. I have already restarted it and moved it away from the television.',
      'The {product} works well near the hall but upstairs the connection is lost every few minutes. Phones show full bars and yet nothing loads. Firmware is 3.4.1.',
    ],
    notes: [
      'Log shows line loss at the same minutes, so it is not only Wi-Fi. Asked for the reading of the modem page.',
      'Channel set from 11 to 6, firmware updated to 3.4.3. Customer will watch it for two evenings.',
      'Two evenings without a drop. Customer agrees to close.',
    ],
  },
  {
    key: 'app-login',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Account',
    tags: ['account', 'app'],
    titles: [
      'Cannot sign in to the Marlund Home app',
      'Password reset e-mail never comes',
      'Locked out of my account',
    ],
    descriptions: [
      'The app has not accepted my password since the update. I asked for a reset link four times and no e-mail came, not even in spam. My heating schedule is in there, so I would be glad of a quick answer.',
      'I have a new phone and the sign-in code still goes to the old number. How do I change the number when I cannot get in?',
    ],
    notes: [
      'Contact details on file are out of date, so nothing reaches the customer. Identity checked with order and postcode.',
      'Details corrected, new link sent and used. Customer is in.',
    ],
  },
  {
    key: 'machine-leaks',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Repair',
    tags: ['repair', 'warranty'],
    products: ['coffee', 'kettle', 'washer'],
    titles: ['{product} leaks water', 'Water under the {product}', 'Warranty repair: {product}'],
    descriptions: [
      'There is a small puddle under the {product} after each use. It is eleven months old and was descaled as the manual says. Bought on order {order}. How do I get it repaired?',
      'The {product} started to leak from the bottom on {date}. I tightened what can be tightened by hand. It is still under warranty and I would rather have it repaired than replaced.',
    ],
    notes: [
      'Seal is the known weak part of this series. Repair order opened, spare part in stock.',
      'Technician visit offered for {soon}; customer confirms the morning.',
    ],
  },
  {
    key: 'vacuum-e4',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Fault',
    tags: ['vacuum', 'error'],
    products: ['vacuum'],
    titles: ['{product} stops with error E4', 'E4 after five minutes of cleaning'],
    descriptions: [
      'My {product} stops after about five minutes with E4 and asks to be put on a flat surface. I cleaned both wheels and the brush as in the video. The floor is plain wood, no rugs.',
    ],
    notes: [
      'Left wheel module reports too high a current. Hair removed, no change.',
      'Wheel module sent as a spare part; customer is happy to fit it, two screws.',
    ],
  },
  {
    key: 'cancel-order',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Cancellation',
    tags: ['cancel'],
    products: ['tv', 'washer', 'desk', 'tablet'],
    titles: ['Please cancel order {order}', 'Cancel the {product} before it ships'],
    descriptions: [
      'I ordered the {product} yesterday by mistake with my old address. Please cancel order {order} before it is sent. I will order again with the right address.',
      'My landlord does not allow it after all, so I need to cancel the {product} from order {order}. It says "Being prepared". Is it still in time?',
    ],
    notes: [
      'Order stopped before picking. Payment of {amount} released the same day.',
      'Customer asked for written confirmation. Sent again to the address on file.',
    ],
  },
  {
    key: 'wrong-item',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Wrong item',
    tags: ['delivery', 'exchange'],
    products: ['headphones', 'lamp', 'speaker', 'kettle'],
    titles: ['Wrong colour delivered: {product}', 'Order {order}: I received something else'],
    descriptions: [
      'I ordered the {product} in white and received it in black. The delivery note says white, so it must have happened when packing. I have not opened the inner wrapping. Can it be exchanged without me paying the postage?',
    ],
    notes: [
      'Packing error confirmed by weight. Exchange in white reserved.',
      'Driver swaps the parcels on {soon}, nothing to pay.',
    ],
  },
  {
    key: 'invoice-company',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Invoice',
    tags: ['invoice', 'business'],
    titles: [
      'Invoice {invoice} needs our company name',
      'VAT number missing on invoice {invoice}',
      'Please send the invoice for order {order}',
    ],
    descriptions: [
      'For our books we need invoice {invoice} with the company name and VAT number instead of my own name. The order was {order} from {date}. The amount of {amount} is right.',
    ],
    notes: [
      'Corrected invoice created, old one cancelled. Sent as PDF.',
      'Customer asks to keep the company details for next time; added to the account.',
    ],
  },
  {
    key: 'thermostat-offline',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Smart home',
    tags: ['app', 'thermostat'],
    products: ['thermostat'],
    titles: [
      '{product} shows "offline" in the app',
      'Heating cannot be controlled since the router was changed',
    ],
    descriptions: [
      'We changed our internet provider and since then the {product} shows "offline". On the wall it works. The app finds it, then stops at 80 per cent with "Could not join the network".',
    ],
    notes: [
      'New router offers 5 GHz only under the old name; the thermostat needs 2.4 GHz. Explained how to split the bands.',
      'Customer confirms: joined at the second try.',
    ],
  },
  {
    key: 'warranty-question',
    queue: 'queue-support',
    kind: 'service',
    category: 'Warranty',
    tags: ['warranty', 'question'],
    products: ['headphones', 'tablet', 'speaker', 'purifier', 'vacuum'],
    titles: ['Is the {product} still under warranty?', 'Warranty without the original receipt'],
    descriptions: [
      'I was given the {product} as a present and have no receipt. The serial number is readable. Does the two-year warranty apply to me as well, and what do you need from me?',
    ],
    notes: [
      'Serial number belongs to order {order}, warranty until next year. Told the customer that the receipt is not needed.',
    ],
  },
  {
    key: 'address-change',
    queue: 'queue-support',
    kind: 'service',
    category: 'Account',
    tags: ['account', 'address'],
    titles: ['New address for my account and open order', 'Moved house: change delivery address of {order}'],
    descriptions: [
      'We moved on {date}. Please change the address of my account, and of order {order} if that is still possible. The app only lets me add a second address, not remove the old one.',
    ],
    notes: ['Account address changed after identity check. Order not yet packed, so it was changed too.'],
  },
];

export const notes = [
  'Called at the agreed time, no answer. Left a message with the case number.',
  'Customer prefers e-mail and is not reachable before 16:00.',
  'Checked the history: first contact about this, no goodwill given so far.',
  'Handed to a colleague of the late shift, everything needed is in the case.',
  'Waiting for the customer to answer our question. Reminder set for two days.',
  'Customer was friendly but tired of waiting. Please answer today, not tomorrow.',
  'Spoke to the team lead: to be handled as usual, no exception needed.',
  'Customer will test over the weekend and write on Monday.',
];
export const resolvedNotes = [
  'Customer confirms that it is settled. Closed.',
  'Customer thanked us by e-mail. Nothing left to do.',
  'No answer for two weeks after our last question. Closed; reopens if the customer writes.',
];
