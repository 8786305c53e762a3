// Changes when a sentence that main itself says in Arabic is put better.
import type { MainWords } from '../words.ts';

export const ar: MainWords = {
  open: {
    web: { question: 'هل تفتح هذه الصفحة في المتصفح؟', yes: 'افتح' },
    mail: { question: 'هل تكتب رسالة بريد إلى هذا العنوان؟', yes: 'اكتب' },
    phone: { question: 'هل تتصل بهذا الرقم ببرنامج الهاتف لديك؟', yes: 'اتصل' },
  },
  cancel: 'إلغاء',
  tryAgain: 'حاول مجددًا',
  quit: 'إنهاء',
  storeGone: {
    title: 'لا يستطيع Parley فتح بياناته المحلية',
    storage: 'يرفض القرص القراءة أو الكتابة. تأكد من وجود مساحة ومن أن المجلد لك.',
    version: 'كتب هذه البيانات إصدار أحدث من Parley. شغّل ذلك الإصدار أو حدّث البرنامج.',
    other: 'الجزء الذي يحفظ بياناتك في Parley يتوقف مرة بعد مرة.',
    safe: 'ما كتبته حتى الآن محفوظ على هذا الحاسوب.',
  },
  keyGone: {
    title: 'لا يستطيع Parley فك قفل بياناته المحلية',
    detail:
      'بياناتك على هذا الحاسوب مشفّرة، ومفتاحها مقفل أو تالف. ' +
      'إذا كان مخزن المفاتيح في نظامك مقفلًا فافتحه وحاول مجددًا.\n\n' +
      'أو ابدأ من جديد: تُوضع البيانات المقفلة جانبًا ولا تُحذف، ويجلب Parley كل شيء من الخدمة مرة أخرى. ' +
      'تبقى التعديلات التي لم تصل إلى الخدمة بعد مقفلة.',
    anew: 'ابدأ من جديد',
  },
  window: {
    recoveredTitle: 'عاد Parley',
    recovered: 'كان لا بد من فتح النافذة من جديد. عملك حيث تركته.',
    brokenTitle: 'لا يستطيع Parley عرض نافذته',
    broken: 'توقفت النافذة عدة مرات متتالية. لم يضع شيء مما كتبته.',
    missing: 'صفحاتها ناقصة أو تالفة. تثبيت Parley من جديد يعيدها.',
  },
  folder: {
    title: 'لا يستطيع Parley استخدام مجلده',
    detail: 'يجب أن تكون الكتابة في هذا المجلد ممكنة:',
  },
  notification: { title: 'Parley', hidden: 'هناك من يحتاج إليك.' },
  tray: {
    idle: 'Parley',
    needed: (count) => `Parley: بانتظارك ${count}`,
    show: 'أظهر Parley',
  },
  menu: {
    file: 'ملف',
    edit: 'تحرير',
    view: 'عرض',
    go: 'انتقال',
    window: 'نافذة',
    settings: 'الإعدادات…',
    palette: 'ابحث عن أي شيء…',
    nextNeeded: 'من يحتاج إليّ الآن',
    shortcuts: 'اختصارات لوحة المفاتيح',
    undo: 'تراجع',
    redo: 'إعادة',
    cut: 'قص',
    copy: 'نسخ',
    paste: 'لصق',
    pasteAndMatchStyle: 'لصق كنص عادي',
    delete: 'حذف',
    selectAll: 'تحديد الكل',
    noSuggestions: 'لا اقتراحات',
    learnWord: 'إضافة إلى القاموس',
    resetZoom: 'الحجم الفعلي',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    togglefullscreen: 'ملء الشاشة',
    minimize: 'تصغير النافذة',
    close: 'إغلاق النافذة',
    about: 'حول Parley',
    services: 'الخدمات',
    hide: 'إخفاء Parley',
    hideOthers: 'إخفاء الأخرى',
    unhide: 'إظهار الكل',
  },
};
