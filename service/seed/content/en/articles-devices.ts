// The knowledge base in English: accounts, devices and payment.
import type { ArticleText } from '../types.ts';

export const deviceArticles: ArticleText[] = [
  {
    key: 'router',
    title: 'Setting up the Aria 3 router',
    summary: 'Which cable goes where, what the light means, and how to name your Wi-Fi.',
    tags: ['router', 'wifi', 'setup'],
    body: `You need about ten minutes. Keep the label on the underside in view: it shows the name and password of your Wi-Fi.

# Connecting

- Put the router in an open place, not in a cupboard and not behind the television.
- Plug the grey cable from your modem or wall socket into the blue socket. The four yellow sockets are for your own devices.
- Connect the power. The router takes two minutes to start.

# What the light means

- White: everything is well.
- Amber, blinking: the router is on but sees no line. Check the blue socket first.
- Amber, steady: it is updating. Do not unplug it.
- Red: a fault. Unplug it for thirty seconds. If red comes back, write to us.

# Name and password

Open 192.168.1.1 in a browser on a connected device, or the Marlund Home app. Sign in with the password on the label. Under "Wi-Fi" you can change the name and the password. All devices have to join again afterwards.

# When the Wi-Fi is slow or drops

- Under "Wi-Fi, Channel" choose "Automatic" and save. The router then looks for a free channel.
- Switch on "Separate names" if an older device cannot join: it needs the 2.4 GHz network.
- For thick walls, place a second Aria 3 halfway and choose "Extend" when it asks.

# Starting over

Press the small button at the back for ten seconds. This removes all your settings.`,
  },
  {
    key: 'invoice',
    title: 'Invoices and company details',
    summary: 'Where to find an invoice, how to correct it, and how to buy as a company.',
    tags: ['invoice', 'business'],
    body: `The invoice is created when the parcel leaves us. Before that there is only the order confirmation, which is not an invoice.

# Finding an invoice

- Sign in and open "My orders". The PDF is beside each order that was sent.
- Orders without an account: use the link in the e-mail "Your parcel is on its way".
- Older than ten years: we no longer have it.

# Correcting an invoice

The name, the address and the tax number can be corrected for 90 days. Write to us with the number of the invoice, which begins with R, and the exact details as they should read. The old invoice is cancelled and you get a new one with a new number. The amount cannot be changed this way.

# Buying as a company

Enter the company name and the tax number under "My account, Billing". They then appear on every new invoice. For orders to another EU country with a valid number, the tax is taken off before you pay.

# Paying an invoice

If you chose to pay by invoice, please transfer the amount within 14 days and give only the number of the invoice as the reference. A payment takes up to two working days to be matched. If you got a reminder although you have paid, please send us the date of the transfer and ignore the reminder until we answer.`,
  },
  {
    key: 'account',
    title: 'I cannot get into my account',
    summary: 'Reset link, locked accounts, a new phone number, and how we check that it is you.',
    tags: ['account', 'password', 'app'],
    body: `The shop and the Marlund Home app use the same account and the same password.

# You forgot the password

Choose "Forgot password" on the sign-in page. The link is valid for thirty minutes and works once. If you ask for several, only the newest works.

# The e-mail does not come

- Look in spam and in folders such as "Promotions".
- Check whether you used another address for your order. Its confirmation shows which one.
- Some companies' mail servers hold our messages back for some minutes.

# The account is locked

After ten wrong passwords the account is locked for an hour. It unlocks by itself. If you did not try to sign in yourself, change your password afterwards.

# A new phone number

If the code goes to an old number, choose "Another way" and use one of the recovery codes you got when you set it up. Without those, write to us.

# How we check that it is you

We ask for your postcode and details of an earlier order. We never ask for your password, a full card number or a code from a text message, neither in the chat nor on the phone. Somebody who does is not from Marlund.

# Closing an account

Under "My account, Privacy" you can have it deleted. Invoices are kept for as long as the law asks.`,
  },
  {
    key: 'payment',
    title: 'Ways to pay',
    summary: 'Card, bank transfer, invoice and instalments, and what to do when a payment fails.',
    tags: ['payment', 'card', 'instalments'],
    body: `You see all ways that are possible for your order before you confirm it.

# What there is

- Card: the amount is reserved when you order and taken when the parcel leaves.
- Bank transfer: we send the goods when the money has arrived, usually after one or two working days.
- Invoice: pay within 14 days of delivery. Possible up to a limit that depends on earlier orders.
- Instalments: three, six or twelve months. The terms are shown in full before you agree.
- Gift card: can be combined with each of the others.

# A payment was refused

- Check the number, the date and the security code.
- Confirm the payment in your bank's app within five minutes.
- Ask your bank whether payments on the internet are allowed for this card.
- Wait for ten minutes before you try again; several attempts in a row look like fraud to many banks.

# An amount appears twice

Often the first attempt was broken off and is only a reservation. It is not a payment and disappears by itself, as a rule within five working days. If both amounts are still there after that, send us the dates and the last four digits of the card.

# Safety

We do not store card numbers. Please never send one in the chat: we would have to delete the message.`,
  },
  {
    key: 'app',
    title: 'The Marlund Home app does not find a device',
    summary: 'Network, permissions and range: the four checks that solve most cases.',
    tags: ['app', 'smart home', 'thermostat'],
    body: `Most devices that cannot be found are on the other Wi-Fi band or out of reach. Go through these checks in order.

# 1. The right network

Thermostats, lamps and purifiers use the 2.4 GHz band. If your router gives both bands one name, the phone may be on the other. Switch on "Separate names" in the router, and join the network without "5G" in its name while you add the device.

# 2. Permissions

The app needs "Local network" and "Bluetooth". On a phone you find both in the settings under "Marlund Home". After a change, close the app completely and open it again.

# 3. Ready to be added

- Nido thermostat: hold the ring for ten seconds until a small wave appears.
- Luma lamp: switch it off and on three times, then it blinks.
- Vento purifier: hold the fan button for five seconds until you hear a tone.

The device stays ready for three minutes.

# 4. Distance

Add the device within three metres of the router, then carry it to its place. If it goes offline there, the signal is too weak.

# The device was there and is now offline

- Does the light of the router show white?
- Has the name or the password of the Wi-Fi changed? Then remove the device in the app and add it anew. Schedules are kept.
- Unplug the device for thirty seconds.

If it stops at 80 per cent, nearly always the password of the Wi-Fi was mistyped.`,
  },
];
