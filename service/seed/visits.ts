// Changes when the pages that made-up visitors come through, or what they look for, change.
import type { Visitor } from '../../shared/domain/conversation.ts';
import type { Locale } from '../../shared/domain/people.ts';
import type { Random } from './random.ts';

type Visits = NonNullable<Visitor['visits']>;

/** Pages of the shop: path and title in each language. The last ones are where people begin to write. */
const pages: readonly { path: string; title: Record<Locale, string> }[] = [
  {
    path: '',
    title: {
      en: 'Home',
      de: 'Startseite',
      pl: 'Strona główna',
      da: 'Forside',
      ar: 'الرئيسية',
      fa: 'صفحه اصلی',
    },
  },
  {
    path: 'products/lamps',
    title: { en: 'Lamps', de: 'Lampen', pl: 'Lampy', da: 'Lamper', ar: 'المصابيح', fa: 'چراغ‌ها' },
  },
  {
    path: 'products/purifiers',
    title: {
      en: 'Air purifiers',
      de: 'Luftreiniger',
      pl: 'Oczyszczacze powietrza',
      da: 'Luftrensere',
      ar: 'منقيات الهواء',
      fa: 'تصفیه‌کننده‌های هوا',
    },
  },
  {
    path: 'account',
    title: {
      en: 'My account',
      de: 'Mein Konto',
      pl: 'Moje konto',
      da: 'Min konto',
      ar: 'حسابي',
      fa: 'حساب من',
    },
  },
  {
    path: 'orders',
    title: {
      en: 'My orders',
      de: 'Meine Bestellungen',
      pl: 'Moje zamówienia',
      da: 'Mine ordrer',
      ar: 'طلباتي',
      fa: 'سفارش‌های من',
    },
  },
  {
    path: 'checkout',
    title: { en: 'Checkout', de: 'Kasse', pl: 'Kasa', da: 'Betaling', ar: 'الدفع', fa: 'پرداخت' },
  },
  {
    path: 'help/returns',
    title: {
      en: 'Returns and refunds',
      de: 'Rückgabe und Erstattung',
      pl: 'Zwroty i refundacje',
      da: 'Retur og refusion',
      ar: 'الإرجاع واسترداد المال',
      fa: 'مرجوعی و بازپرداخت',
    },
  },
  {
    path: 'help/delivery',
    title: {
      en: 'Delivery times',
      de: 'Lieferzeiten',
      pl: 'Czas dostawy',
      da: 'Leveringstider',
      ar: 'أوقات التسليم',
      fa: 'زمان تحویل',
    },
  },
  {
    path: 'help',
    title: { en: 'Help', de: 'Hilfe', pl: 'Pomoc', da: 'Hjælp', ar: 'المساعدة', fa: 'راهنما' },
  },
];

const searches: Record<Locale, readonly string[]> = {
  en: ['parcel late', 'change address', 'lamp flickers', 'invoice copy'],
  de: ['paket verspätet', 'adresse ändern', 'lampe flackert', 'rechnung'],
  pl: ['opóźniona paczka', 'zmiana adresu', 'lampa miga', 'kopia faktury'],
  da: ['pakke forsinket', 'ret adresse', 'lampe blinker', 'faktura'],
  ar: ['تأخر الطرد', 'تغيير العنوان', 'المصباح يومض', 'نسخة الفاتورة'],
  fa: ['تاخیر بسته', 'تغییر نشانی', 'چراغ چشمک می‌زند', 'کپی فاکتور'],
};

/**
 * @param until when the visitor writes, ms since the epoch.
 * @param last the path of the page that holds the chat, without the language; any fitting one where none is given.
 * @returns two to eight steps through the shop, oldest first, that end before it.
 */
export function makeVisits(random: Random, locale: Locale, until: number, last?: string): Visits {
  const count = random.int(2, 8);
  let at = until;
  const visits: Visits = [];
  for (let left = count; left > 0; left--) {
    at -= random.int(6, 190) * 1000;
    const near = left === count;
    if (!near && random.chance(0.15)) {
      visits.push({ at, did: 'search', text: random.pick(searches[locale]) });
      continue;
    }
    const drawn = random.pick(near ? pages.slice(3) : pages);
    const page = (near ? pages.find(({ path }) => path === last) : undefined) ?? drawn;
    visits.push({
      at,
      did: 'page',
      text: `https://shop.example.com/${locale}${page.path === '' ? '' : `/${page.path}`}`,
      title: page.title[locale],
    });
  }
  return visits.toReversed();
}
