// Changes when other emoji are offered, or they are found by other words. A few that fit a service, in six languages.

import { locales, type Locale } from '../../../shared/domain/people.ts';

/** One emoji, what it is called in each language, and all words that it is found by. */
export interface Emoji {
  sign: string;
  names: Readonly<Record<Locale, string>>;
  words: string;
}

/** The languages in the order of the table. */
const order: readonly Locale[] = ['en', 'de', 'pl', 'da', 'ar', 'fa'];

const lines = `
🙂|smile friendly|lächeln freundlich|uśmiech|smil venlig|ابتسامة|لبخند
😊|happy glad|froh glücklich|zadowolony radość|glad|سعيد|خوشحال
😀|grin laugh|grinsen lachen|śmiech|grin latter|ضحك|خنده
😅|relief sweat|erleichtert schweiß|ulga pot|lettet sved|ارتياح|آسودگی
😂|tears joy|tränen lachen|łzy śmiech|tårer grine|دموع الفرح|اشک شادی
😉|wink|zwinkern|mrugnięcie|blink|غمزة|چشمک
😍|love eyes|verliebt|zakochany|forelsket|حب|عاشق
🤗|hug|umarmen|uścisk|kram|عناق|آغوش
🤔|think|nachdenken|myśleć|tænke|تفكير|فکر
😐|neutral|neutral|obojętny|neutral|محايد|بی‌تفاوت
😕|confused|verwirrt|zdezorientowany|forvirret|مرتبك|سردرگم
😟|worried|besorgt|zmartwiony|bekymret|قلق|نگران
😢|sad cry|traurig weinen|smutny płacz|trist græde|حزين بكاء|غمگین گریه
😞|disappointed|enttäuscht|rozczarowany|skuffet|خيبة|ناامید
😡|angry|wütend|zły|vred|غاضب|خشمگین
😮|surprised|überrascht|zdziwiony|overrasket|متفاجئ|شگفت‌زده
🙏|please thanks|bitte danke|proszę dziękuję|tak bede|شكرا رجاء|سپاس خواهش
👍|yes good thumb up|gut daumen hoch|dobrze kciuk|god tommel op|جيد موافق|خوب شست
👎|no bad thumb down|schlecht daumen runter|źle kciuk w dół|dårlig tommel ned|سيئ|بد
👌|fine ok|passt|w porządku|fint|حسنا|باشه
👋|hello wave bye|hallo winken tschüss|cześć pa|hej farvel vink|مرحبا وداعا|سلام خداحافظ
👏|clap bravo|klatschen|brawo|klap|تصفيق|آفرین
🤝|deal handshake|handschlag abgemacht|umowa uścisk dłoni|aftale håndtryk|اتفاق مصافحة|توافق دست دادن
💪|strong|stark|siła|stærk|قوة|قوی
🎉|party congratulations|feier glückwunsch|gratulacje|tillykke fest|تهنئة احتفال|تبریک جشن
🎁|gift present|geschenk|prezent|gave|هدية|هدیه
🌟|star great|stern toll|gwiazda|stjerne|نجمة|ستاره
❤️|heart|herz|serce|hjerte|قلب|قلب دل
🌹|rose flower|rose blume|róża kwiat|rose blomst|وردة|گل
☀️|sun|sonne|słońce|sol|شمس|خورشید
☕|coffee|kaffee|kawa|kaffe|قهوة|قهوه
✅|done check|erledigt haken|zrobione|udført|تم صح|انجام شد
❌|wrong cross|falsch kreuz|błąd krzyżyk|forkert kryds|خطأ|نادرست
⚠️|warning|warnung achtung|ostrzeżenie uwaga|advarsel|تحذير|هشدار
❓|question|frage|pytanie|spørgsmål|سؤال|پرسش
❗|important|wichtig|ważne|vigtigt|مهم|مهم
💡|idea light|idee licht|pomysł|idé|فكرة|ایده
🔧|repair tool|reparatur werkzeug|naprawa narzędzie|reparation værktøj|إصلاح|تعمیر
🔌|plug power|stecker strom|wtyczka prąd|stik strøm|قابس كهرباء|برق دوشاخه
📦|parcel package|paket|paczka|pakke|طرد|بسته
🚚|delivery truck|lieferung|dostawa|levering|توصيل|ارسال
📞|call telephone|anruf telefon|telefon|opkald telefon|اتصال هاتف|تلفن تماس
📧|mail|mail post|poczta|mail post|بريد|نامه
📷|photo camera|foto kamera|zdjęcie|foto|صورة|عکس
📎|attachment|anhang|załącznik|vedhæftning|مرفق|پیوست
📅|date calendar|termin kalender|data kalendarz|dato kalender|موعد تقويم|تاریخ تقویم
⏰|time clock|zeit uhr|czas zegar|tid ur|وقت ساعة|ساعت زمان
⏳|wait|warten|czekać|vente|انتظار|انتظار
💶|money refund|geld erstattung|pieniądze zwrot|penge refusion|مال استرداد|پول بازپرداخت
💳|card pay|karte zahlen|karta płatność|kort betale|بطاقة دفع|کارت پرداخت
🏠|house home|haus|dom|hus|بيت|خانه
🔒|lock safe|schloss sicher|zamek bezpieczny|lås sikker|قفل آمن|قفل امن
`;

export const emojis: readonly Emoji[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [sign = '', ...words] = line.split('|');
    const names = Object.fromEntries(locales.map((locale) => [locale, words[order.indexOf(locale)] ?? '']));
    return { sign, names: names as Record<Locale, string>, words: words.join(' ') };
  });
