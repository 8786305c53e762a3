// The knowledge base in English: orders and money.
import type { ArticleText } from '../types.ts';
import { deviceArticles } from './articles-devices.ts';

const shopArticles: ArticleText[] = [
  {
    key: 'returns',
    title: 'Returning an item',
    summary: 'Thirty days, a label from us, and the refund within five to seven working days.',
    tags: ['returns', 'refund'],
    body: `You can return anything you bought from Marlund within 30 days of delivery, without giving a reason. The item may have been opened and tried, as you would in a shop.

# How it works

- Sign in at our shop, open "My orders" and choose "Return" beside the item.
- Print the label, or ask for a code that the parcel shop prints for you.
- Pack the item with everything that came with it. The original box is best, any strong box will do.
- Hand it in at a parcel shop and keep the receipt until the refund has arrived.

Large items such as washing machines and standing desks are collected from your home. You choose the day when you register the return.

# When you get your money

The warehouse checks returns within two working days. After that the refund goes back the way you paid and takes five to seven working days, depending on your bank. You get an e-mail at each step.

# What cannot be returned

- Filters, brushes and other parts for hygiene whose seal is broken.
- Items made to your measure.
- Gift cards that have been used.

If an item came damaged or is not what you ordered, do not use the normal return. Write to us instead: we arrange the exchange and pay for everything.`,
  },
  {
    key: 'delivery',
    title: 'Delivery times and tracking',
    summary: 'How long parcels take, how to follow them, and what to do when one does not arrive.',
    tags: ['delivery', 'tracking'],
    body: `Orders placed before 15:00 on a working day leave our warehouse the same day.

# How long it takes

- Within the country: two to four working days.
- To other European countries: three to seven working days.
- Large items: by appointment. The carrier calls you within two days of your order.

# Following a parcel

The link is in the e-mail "Your parcel is on its way", and under "My orders". The number begins with MX. It can take until the evening before the first scan appears; that does not mean that the parcel is lost.

On the day of delivery you get a text message with a window of two hours. Through its link you can choose a neighbour, a safe place or a parcel shop.

# When it does not arrive

- "In transit" without change for less than three working days: please wait, most parcels move on by themselves.
- No change for three working days or more: write to us. We open a search with the carrier, which takes two working days.
- "Delivered" but not there: look for a card, ask your neighbours, then write to us the same day.

If the search finds nothing, you choose between a new parcel and your money back. You do not have to wait for the carrier to finish its own papers.`,
  },
  {
    key: 'warranty',
    title: 'Warranty and repair',
    summary: 'Two years on everything, what it covers, and how a repair works.',
    tags: ['warranty', 'repair'],
    body: `Every Marlund product has a warranty of two years from the day of delivery. It belongs to the product, not to the buyer, so it also covers presents and second owners.

# What is covered

- Faults in material or manufacture, whenever they show within the two years.
- Batteries that hold less than 70 per cent of their capacity.
- The cost of sending the item to us and back.

# What is not covered

- Damage from a fall, from water or from opening the device.
- Parts that wear: filters, brushes, seals you can change yourself.
- Limescale in a machine that was not descaled when it asked for it.

# How to have something repaired

- Find the serial number. It is on the type plate, and in the app under "About this device".
- Write to us with the number and a short description; photos help.
- We first try to solve it together. Many faults need no repair at all.
- If it must come in, you get a label. Repairs take seven to ten working days.
- Large appliances are repaired at your home.

You do not need the receipt as long as the serial number can be read. Your rights by law against us as the seller remain untouched.`,
  },
  {
    key: 'damaged',
    title: 'My parcel arrived damaged',
    summary: 'Keep the box, take two photos, write to us: we exchange it and pay for everything.',
    tags: ['delivery', 'damage'],
    body: `It happens rarely, but it happens. You have nothing to pay, and it does not matter whether you noticed it at the door or later.

# At the door

If the box is crushed, wet or open, ask the driver to note it. You may also refuse the parcel; then it comes back to us and we send a new one without further questions.

# When you notice it later

- Keep the box and the filling. The carrier may want to see them.
- Take one photo of the damage and one of the outside of the box with its label.
- Write to us within seven days with the order number and the photos.

# What happens then

We answer on the same day. You choose between a replacement and a refund. The replacement leaves us at once; you do not have to send the damaged item back first. A driver collects it when he brings the new one, or you get a label.

# Glass and batteries

Please do not switch on devices with a cracked housing, and do not charge a battery that is dented or warm. Put it outside in a dry place and write to us: we tell you how it is collected safely.`,
  },
  {
    key: 'cancel',
    title: 'Cancelling an order',
    summary: 'Before it is packed you cancel with one click; afterwards you refuse or return the parcel.',
    tags: ['cancel', 'orders'],
    body: `Whether an order can still be stopped depends on how far it has come. You see its state under "My orders".

# "Received" or "Paid"

Choose "Cancel order" and confirm. The cancellation takes effect at once and you get an e-mail. You can also cancel a single item of an order with several.

# "Being prepared"

The button has gone, but we can often still stop it by hand. Write to us in the chat with the order number. We try while you wait; it works in about half of all cases.

# "On its way"

The parcel can no longer be stopped. You have two ways:

- Refuse it at the door. It comes back to us and counts as a return on the day it arrives.
- Accept it and return it within 30 days.

# Your money

If you paid by card, the amount was only reserved until the parcel left. We release it at once, and your bank shows that after two or three days, at most seven working days. Bank transfers are sent back within two working days. If you chose to pay by invoice, it is cancelled and you need not do anything.

# Changing instead of cancelling

The address of an order can be changed until it is packed. A different colour or size means a new order: place it first, then cancel the old one.`,
  },
];

export const articles: ArticleText[] = [...shopArticles, ...deviceArticles];
