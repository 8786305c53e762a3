// Changes when a sentence that main itself says in Persian is put better.
import type { MainWords } from '../words.ts';

export const fa: MainWords = {
  open: {
    web: { question: 'این صفحه در مرورگر باز شود؟', yes: 'باز کردن' },
    mail: { question: 'به این نشانی ایمیل نوشته شود؟', yes: 'نوشتن' },
    phone: { question: 'با برنامهٔ تلفن به این شماره زنگ زده شود؟', yes: 'تماس' },
  },
  cancel: 'انصراف',
  tryAgain: 'تلاش دوباره',
  quit: 'خروج',
  storeGone: {
    title: 'Parley نمی‌تواند داده‌های محلی خود را باز کند',
    storage: 'دیسک خوانده یا نوشته نمی‌شود. مطمئن شوید که جا هست و پوشه از آن شماست.',
    version: 'این داده‌ها را نسخهٔ تازه‌تری از Parley نوشته است. آن نسخه را اجرا کنید یا به‌روزرسانی کنید.',
    other: 'بخشی از Parley که داده‌های شما را نگه می‌دارد پیوسته بسته می‌شود.',
    safe: 'آنچه تا کنون نوشته‌اید روی این رایانه مانده است.',
  },
  keyGone: {
    title: 'Parley نمی‌تواند قفل داده‌های محلی خود را باز کند',
    detail:
      'داده‌های شما روی این رایانه رمزگذاری شده‌اند و کلید آن‌ها قفل یا خراب است. ' +
      'اگر مخزن کلید سیستم قفل است، آن را باز کنید و دوباره تلاش کنید.\n\n' +
      'یا از نو آغاز کنید: داده‌های قفل‌شده کنار گذاشته می‌شوند، پاک نمی‌شوند، و Parley همه چیز را ' +
      'دوباره از سرویس می‌گیرد. تغییرهایی که هنوز به سرویس نرسیده‌اند قفل می‌مانند.',
    anew: 'آغاز از نو',
  },
  window: {
    recoveredTitle: 'Parley برگشت',
    recovered: 'پنجره باید دوباره باز می‌شد. کارتان همان‌جاست که رها کردید.',
    brokenTitle: 'Parley نمی‌تواند پنجره‌اش را نشان دهد',
    broken: 'پنجره چند بار پشت سر هم بسته شد. هیچ‌یک از نوشته‌های شما از دست نرفته است.',
    missing: 'صفحه‌های آن نیستند یا خراب‌اند. نصب دوبارهٔ Parley آن‌ها را برمی‌گرداند.',
  },
  folder: {
    title: 'Parley نمی‌تواند از پوشهٔ خود استفاده کند',
    detail: 'باید بتوان در این پوشه نوشت:',
  },
  notification: { title: 'Parley', hidden: 'کسی به شما نیاز دارد.' },
  tray: {
    idle: 'Parley',
    needed: (count) => `Parley: ${count} نفر منتظر شما`,
    show: 'نمایش Parley',
  },
  menu: {
    file: 'پرونده',
    edit: 'ویرایش',
    view: 'نما',
    go: 'رفتن',
    window: 'پنجره',
    settings: 'تنظیمات…',
    palette: 'یافتن هر چیز…',
    nextNeeded: 'چه کسی اکنون به من نیاز دارد',
    shortcuts: 'میان‌برهای صفحه‌کلید',
    undo: 'واگرد',
    redo: 'انجام دوباره',
    cut: 'برش',
    copy: 'کپی',
    paste: 'چسباندن',
    pasteAndMatchStyle: 'چسباندن به‌صورت متن ساده',
    delete: 'حذف',
    selectAll: 'انتخاب همه',
    noSuggestions: 'پیشنهادی نیست',
    learnWord: 'افزودن به واژه‌نامه',
    resetZoom: 'اندازهٔ واقعی',
    zoomIn: 'بزرگ‌نمایی',
    zoomOut: 'کوچک‌نمایی',
    togglefullscreen: 'تمام‌صفحه',
    minimize: 'کوچک کردن',
    close: 'بستن پنجره',
    about: 'دربارهٔ Parley',
    services: 'سرویس‌ها',
    hide: 'پنهان کردن Parley',
    hideOthers: 'پنهان کردن بقیه',
    unhide: 'نمایش همه',
  },
};
