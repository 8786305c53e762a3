// Words of the seeded macros, scripts and further quick replies in Danish.
import type { ToolTexts } from '../tools.ts';

export const tools: ToolTexts = {
  replies: [
    {
      key: 'refund-days',
      title: 'Hvor lang tid en refusion tager',
      tags: ['penge'],
      text: 'Refusionen er sat i gang. Du kan se den i banken inden for {dage} hverdage.',
    },
    {
      key: 'send-photo',
      title: 'Bed om et billede',
      tags: ['fejl'],
      text: 'Vil du sende os et billede af det? Så kan vi straks se, hvad der skal til.',
    },
    {
      key: 'case-number',
      title: 'Oplys sagsnummeret',
      tags: ['sag'],
      text: 'Dit sagsnummer er {case}. Nævn det gerne, hvis du skriver til os igen.',
    },
    {
      key: 'parcel',
      title: 'Hvor pakken er',
      tags: ['ordre'],
      text: 'Din pakke er på vej og bør være fremme {dag}.',
    },
    {
      key: 'sorry-wait',
      title: 'Undskyld ventetiden',
      tags: ['vente'],
      text: 'Beklager ventetiden, {customer.first}. Nu er jeg her.',
    },
    {
      key: 'survey',
      title: 'Bed om en bedømmelse',
      tags: ['slut'],
      text: 'Har du et øjeblik, {customer.first}, så bedøm gerne chatten. Det hjælper os med at blive bedre.',
    },
  ],
  macros: {
    begin: 'Tag over og hils',
    refund: 'Refusion, fra sag til svar',
    callback: 'Lov at ringe tilbage',
    escalate: 'Eskalér',
    identify: 'Find ud af, hvem det er',
    solved: 'Løst og farvel',
  },
  words: {
    hello: 'Hej {customer.first}, det er {agent.first}. Jeg har din henvendelse foran mig.',
    refundTitle: 'Refusion',
    refundCategory: 'Refusion',
    refundTag: 'refusion',
    refundNote: 'Refusion aftalt for ordre {ordre}.',
    refundText:
      'Jeg har sat refusionen for ordre {ordre} i gang, {customer.first}. Den er i banken om tre til fem hverdage.',
    callTitle: 'Ring til kunden',
    callText: 'Jeg ringer til dig inden for fire timer, {customer.first}.',
    escalateText: 'Eskaleret af {agent}: se venligst på denne først.',
    escalateReply: 'Jeg har givet det videre til vores specialister med højeste prioritet.',
    identifyText: 'Må jeg få navnet og den mailadresse, du bestilte med?',
    solvedText: 'Godt, at det er på plads, {customer.first}. Farvel!',
  },
  scripts: {
    welcome: {
      title: 'Enhver samtale',
      steps: [
        ['Hils med navn', 'Hej {customer.first}, det er {agent.first}. Hvad kan jeg hjælpe med?'],
        ['Find ud af, hvem det er', ''],
        ['Forstå henvendelsen', 'Gentag med egne ord, og spørg, om det er rigtigt.'],
        ['Afslut samtalen', 'Er der andet, jeg kan hjælpe med i dag?'],
      ],
    },
    returns: {
      title: 'Returnering eller refusion',
      steps: [
        ['Bed om ordrenummeret', 'Hvad er ordrenummeret?'],
        ['Tjek de 30 dage', 'Se på leveringsdatoen.'],
        ['Sæt refusionen i gang', ''],
        ['Sig, hvornår pengene kommer', 'Pengene er hos dig om tre til fem hverdage.'],
      ],
    },
    faults: {
      title: 'Noget virker ikke',
      steps: [
        ['Model og alder', 'Hvilken model er det, og hvor længe har du haft den?'],
        ['Hvad er prøvet', 'Hvad har du prøvet indtil nu?'],
        ['Genstart, og prøv igen', 'Tag stikket ud i et minut, og prøv så igen.'],
        ['Aftal næste skridt', 'Kommer det igen, ringer vi til dig.'],
      ],
    },
  },
};
