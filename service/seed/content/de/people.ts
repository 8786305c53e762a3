// Names, places and products in German. Phone numbers are from the ranges kept for film and television.
import type { Forms, People, ProductKey } from '../types.ts';

const last = [
  'Albers',
  'Brandstetter',
  'Çelik',
  'Dombrowski',
  'Eichhorn',
  'Fuhrmann',
  'Grünwald',
  'Hartmann',
  'Imhof',
  'Jansen',
  'Köhler',
  'Lindner',
  'Meißner',
  'Niemeyer',
  'Oberhuber',
  'Petersen',
  'Rösler',
  'Schöller',
  'Thalmann',
  'Uhlig',
  'Vogt',
  'Wieczorek',
  'Yıldız',
  'Zöllner',
];

export const people: People = {
  f: [
    'Annegret',
    'Birgit',
    'Carolin',
    'Dörte',
    'Elif',
    'Franziska',
    'Gisela',
    'Heike',
    'Ines',
    'Jutta',
    'Katharina',
    'Leonie',
    'Mareike',
    'Nicole',
    'Petra',
    'Sabine',
    'Ulrike',
    'Yasemin',
  ],
  m: [
    'Andreas',
    'Bernd',
    'Christoph',
    'Dieter',
    'Emre',
    'Florian',
    'Günter',
    'Holger',
    'Jürgen',
    'Karsten',
    'Lukas',
    'Matthias',
    'Norbert',
    'Oliver',
    'Rainer',
    'Stefan',
    'Thorsten',
    'Uwe',
  ],
  last: { f: last, m: last },
  cities: [
    'Berlin',
    'Hamburg',
    'München',
    'Köln',
    'Leipzig',
    'Dresden',
    'Hannover',
    'Nürnberg',
    'Bremen',
    'Freiburg',
    'Kassel',
    'Stuttgart',
    'Essen',
    'Erfurt',
    'Rostock',
  ],
  organisations: [
    'Zahnarztpraxis Am Anger',
    'Tischlerei Fuhrmann & Sohn',
    'Grundschule Lindenweg',
    'Pension Seeblick',
    'Steuerbüro Meißner',
  ],
  phones: [
    '+49 30 23125 ###',
    '+49 69 90009 ###',
    '+49 40 66969 ###',
    '+49 221 4710 ###',
    '+49 89 99998 ###',
  ],
};

const articles = {
  m: {
    nom: 'der',
    acc: 'den',
    dat: 'dem',
    mein: 'mein',
    meinen: 'meinen',
    meinem: 'meinem',
    ein: 'ein',
    einen: 'einen',
    er: 'er',
    ihn: 'ihn',
    neuen: 'einen neuen',
  },
  f: {
    nom: 'die',
    acc: 'die',
    dat: 'der',
    mein: 'meine',
    meinen: 'meine',
    meinem: 'meiner',
    ein: 'eine',
    einen: 'eine',
    er: 'sie',
    ihn: 'sie',
    neuen: 'eine neue',
  },
  n: {
    nom: 'das',
    acc: 'das',
    dat: 'dem',
    mein: 'mein',
    meinen: 'mein',
    meinem: 'meinem',
    ein: 'ein',
    einen: 'ein',
    er: 'es',
    ihn: 'es',
    neuen: 'ein neues',
  },
};

/** {product.nom} is "der Router Aria 3", {product.Mein} begins a sentence, {product.er} stands for it. */
function forms(gender: 'm' | 'f' | 'n', name: string): Forms {
  const { er, ihn, ...words } = articles[gender];
  const made: Forms = { name, er, ihn };
  for (const [form, word] of Object.entries(words)) {
    made[form] = `${word} ${name}`;
    made[form[0]!.toUpperCase() + form.slice(1)] = `${word[0]!.toUpperCase()}${word.slice(1)} ${name}`;
  }
  return made;
}

export const products: Record<ProductKey, Forms> = {
  router: forms('m', 'Router Aria 3'),
  coffee: forms('f', 'Kaffeemaschine Solva 200'),
  purifier: forms('m', 'Luftreiniger Vento'),
  lamp: forms('f', 'Schreibtischlampe Luma'),
  headphones: forms('m', 'Kopfhörer Tono 5'),
  vacuum: forms('m', 'Saugroboter Brisa R2'),
  kettle: forms('m', 'Wasserkocher Kora'),
  tv: forms('m', 'Fernseher Vista 43'),
  thermostat: forms('n', 'Thermostat Nido'),
  speaker: forms('m', 'Lautsprecher Orso'),
  washer: forms('f', 'Waschmaschine Saga 8'),
  desk: forms('m', 'Stehschreibtisch Tavo'),
  tablet: forms('n', 'Tablet Pano'),
};

export const format = {
  tag: 'de-DE',
  amounts: [
    '24,99 €',
    '39,00 €',
    '59,90 €',
    '79,00 €',
    '119,00 €',
    '149,95 €',
    '189,00 €',
    '249,00 €',
    '329,00 €',
    '449,00 €',
  ],
};
