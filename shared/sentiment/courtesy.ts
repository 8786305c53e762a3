// Changes when something else is mere courtesy: it shows nothing of what somebody feels.
import { emojiWeight } from './emoji.ts';
import { foldLetters } from './fold.ts';
import { isLocale, type Judged } from './languages.ts';
import { wordListOf } from './lexicon/index.ts';
import { tokenise, type Token } from './tokens.ts';

/** What is courteous: words, and patterns over the folded text that are removed first. */
interface Courtesy {
  courtesy: ReadonlySet<string>;
  neutral: readonly RegExp[];
}

const courteous = (words: string, ...neutral: RegExp[]): Courtesy => ({
  courtesy: new Set(foldLetters(words).split(/\s+/)),
  neutral,
});

/** The same of the languages without word lists of their own, with and without their marks, as people type. */
const further: Partial<Record<Judged, Courtesy>> = {
  fr: courteous(
    `merci mercii mrc bcp beaucoup mille bonjour bjr bonsoir salut coucou allo au revoir à bientôt bientot bonne bon journée journee soirée
      soiree nuit week-end weekend fin de semaine dimanche continuation et ok okay oui non d'accord svp stp madame monsieur mesdames
      messieurs cher chère chers l'équipe équipe toute bien vous toi cordialement sincères sinceres salutations amicalement avance d'avance`,
    /(?<!\p{L})(merci|remercie) (beaucoup )?(de|pour) (votre|ta|vos|la|le) (réponse|reponse|retour|aide|message|compréhension|comprehension|patience|attention)(?!\p{L})/gu,
    /(?<!\p{L})s'il (vous|te) pla[iî]t(?!\p{L})|(?<!\p{L})(je|nous) vous (remercie|remercions)( par avance| d'avance)?(?!\p{L})|(?<!\p{L})par avance(?!\p{L})/gu,
  ),
  it: courteous(
    `grazie mille tante molte infinite ancora ringrazio buongiorno buonasera buona buon giornata serata notte pomeriggio domenica lavoro
      fine settimana weekend ciao salve arrivederci arrivederla presto a e ok okay sì si no va bene certo d'accordo prego per favore cortesia
      gentile gentili spett spett.le egregi signora signore signori cordiali distinti saluti cordialmente saluto anche lei voi te anticipo in`,
    /(?<!\p{L})grazie (mille |tante )?(per|di|della|dell')\s?(la |il |l')?(vostra |sua |tua )?(risposta|aiuto|attenzione|messaggio|disponibilità|disponibilita|pazienza)(?!\p{L})/gu,
  ),
  pt: courteous(
    `obrigado obrigada obg obgd brigado brigada muito muita agradecido agradecida agradeço desde já ja olá ola oi alô
      tenha tenham um uma tchau adeus até ate logo breve mais e ok okay sim não nao
      tá ta certo por favor pf pfv senhor senhora caro cara caros prezados prezado prezada cumprimentos atenciosamente abraço abraco abraços
      abracos cordialmente com os para você voce vocês voces também tambem igualmente`,
    /(?<!\p{L})(bom|boa) (dia|tarde|noite|fim de semana|semana|feriado)(?!\p{L})/gu,
    /(?<!\p{L})(obrigad[oa]|agradeço) (desde já )?(pel[ao]|a|por) (sua |vossa |tua )?(resposta|ajuda|atenção|atencao|mensagem|compreensão|retorno|responder)(?!\p{L})/gu,
  ),
  es: courteous(
    `gracias grax muchas muchísimas muchisimas mil miles hola buenos buenas buen día dia días dias tardes noches tarde noche fin de semana
      finde que tenga tengan tengas un una feliz adiós adios chao chau hasta luego pronto mañana y ok okay vale sí si no
      claro dale de acuerdo por favor porfa señor señora estimado estimada estimados señores saludos saludo cordiales cordial cordialmente
      atentamente atte un abrazo igualmente también tambien para usted ustedes antemano desde ya todo el equipo`,
    /(?<!\p{L})gracias (por|de) (su |tu |la |vuestra )?(respuesta|ayuda|atención|atencion|mensaje|comprensión|paciencia|responder|contestar)(?!\p{L})/gu,
  ),
  hi: courteous(
    `धन्यवाद शुक्रिया थैंक्यू थैंक्स बहुत आपका आपको आप का को दिन शुभ शाम रात्रि हो नमस्ते नमस्कार हैलो जी हाँ हां नहीं ठीक है ओके सर मैडम कृपया
      dhanyavad dhanyavaad dhanyawad dhanyawaad shukriya thanks thank thanku thankyou thnx you namaste namaskar hello hi ji haan han haa
      nahi nahin ok okay theek thik hai sir madam mam bahut bohot aapka aapko aap ka ko din shubh ho please plz`,
  ),
};

/** A longer message is not courtesy only. */
const mostCourteous = 12;
/** More than courtesy is in these. */
const stressed = /!{2,}|\?/;

/**
 * @returns whether nothing is said but courtesy: a greeting, thanks, a good day. An emoji that weighs something, a run of
 * exclamation marks or any other word is more.
 */
export function isCourtesy(folded: string, tokens: readonly Token[], language: Judged): boolean {
  if (tokens.length === 0 || tokens.length > 2 * mostCourteous || stressed.test(folded)) return false;
  const known = isLocale(language) ? wordListOf(language) : further[language];
  if (known === undefined) return false;
  const left = known.neutral.reduce((text, pattern) => text.replace(pattern, ' '), folded);
  return tokenise(left).every(
    ({ kind, text }) =>
      kind === 'mark' ||
      (kind === 'word' && known.courtesy.has(text)) ||
      (kind === 'emoji' && emojiWeight(text) === 0),
  );
}
