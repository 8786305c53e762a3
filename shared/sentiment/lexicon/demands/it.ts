// Money asked back, threats to leave, reproach, patience at its end: Italian.
import type { Lexicon } from '../types.ts';
import { stated, words } from './stated.ts';

export const it: Lexicon['phrases'] = [
  [
    stated(
      String.raw`(rimborsatemi|rimborsatemelo|ridatemeli|rimborsateci|rimborsami|ridatemi|ridateci|ridammi|restituitemi|restituiteci|rendetemi)( (\p{L}+ )?(il|i|la|le|tutto|quello|mio|miei)( (mio|miei|nostro|maltolto))? ?(soldi|denaro|grana|euro|acconto|caparra|maltolto)?)?`,
      String.raw`(voglio|vogliamo|esigo|esigiamo|pretendo|pretendiamo|chiedo|rivoglio|rivogliamo|reclamo) (\p{L}+ )?(indietro )?(un |il |i |l'|la )?(\p{L}+ )?(rimborso|soldi|denaro|mio denaro|miei soldi|caparra|essere rimborsat[oaie])`,
      String.raw`(miei |nostri |i )soldi indietro`,
      String.raw`rimborso (immediato|subito|integrale subito)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(cambio|cambierò|cambiamo|cambieremo|sto cambiando|vado a cambiare) (\p{L}+ )?(operatore|gestore|banca|fornitore|compagnia|assicurazione|negozio|software|provider|aria)`,
      String.raw`(passo|passerò|passiamo|passeremo|vado|vado via|andrò|andiamo|andremo|me ne vado|torno|mi rivolgo|mi rivolgerò|compro|comprerò) (\p{L}+ )?(altrove|da un'altra parte|da un altro|dalla concorrenza|alla concorrenza|dal concorrente|ai vostri concorrenti|da un vostro concorrente|con un altro)`,
      String.raw`mai più(?! (problemi|senza|avuto|sentito|visto))`,
      String.raw`(avete|hai|avrete) perso (un|una|il) (\p{L}+ )?client[ei]|(un|una) cliente in meno`,
      String.raw`non (\p{L}+ )?(compro|comprerò|ordino|ordinerò|tornerò|torno|acquisterò|acquisto|mi vedete|mi vedrete|volo|volerò|metto) (\p{L}+ ){0,2}(più|mai)`,
      String.raw`(ultima volta|ultimo (acquisto|ordine|volo)|ultima possibilità) (che|da voi|con voi)`,
      String.raw`(disdico|disdirò|do disdetta|faccio disdetta|darò disdetta|chiudo (il|tutti i) cont[oi]|recedo)`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`(mio|nostro|un) avvocato|vie legali|in tribunale|denuncio|denuncia|diffida|giudice di pace|associazion[ei] (dei |di )?consumatori|altroconsumo|federconsumatori|codacons|agcom|arbitro bancario|recensione negativa|una stella`,
    ),
    -1.4,
  ],
  [words(String.raw`grazie (di|per) (niente|nulla)|grazie tante per (niente|nulla)`), -3],
  [
    words(
      String.raw`(terza|quarta|quinta|sesta|settima|decima|ennesima|centesima|milionesima|[3-9]ª|[3-9]a|[3-9]°) (volta|mail|chiamata|telefonata|segnalazione|richiesta|sollecito)|ennesim[oa]`,
      String.raw`(tre|quattro|cinque|sei|dieci|venti|svariate|innumerevoli|più e più|[3-9]|1\d) volte|ogni santa volta|quante volte|per l'ennesima`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`ancora (niente|nulla|nessun[ao]?|in attesa)|(sono|è) (\p{L}+ )?(\d+|due|tre|quattro|cinque|sei|dieci) (giorni|settimane|mesi|ore|anni) che`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(ne ho|ne abbiamo) (\p{L}+ )?(abbastanza|piene|basta|fin sopra|le (scatole|palle|tasche) piene)|basta(?= ?[!.,]|$| così| con)|non ne posso (proprio )?più|(sono|siamo) (\p{L}+ )?(stuf[oaie]|stanc[oaie]|esaust[oaie]|esasperat[oaie]) (di|che|marci[oa])|l'ultima goccia|ho perso la pazienza|la (mia )?pazienza (è|ha)`,
      String.raw`(mi|ci) (state|stai|sta|avete|prendete|prendi|prende) (\p{L}+ )?(prendendo|preso|pigliando|per) (\p{L}+ )?(in giro|per il|per i|fessi|fesso|scemi|scemo|culo|fondelli|naso)|prendere in giro|presa in giro|presa per`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`nessuno (\p{L}+ ){0,2}(risponde|richiama|sa|fa|si|risposto|chiamato|degna)|(mi|ci) (rimbalzate|sballottate|palleggiate)|rimpall\p{L}+|(sbattuto|buttato|messo) giù (il telefono)?|scaricabarile`,
    ),
    -1.2,
  ],
];
