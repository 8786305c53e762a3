// The knowledge base in Danish: accounts, devices and payment.
import type { ArticleText } from '../types.ts';

export const deviceArticles: ArticleText[] = [
  {
    key: 'router',
    title: 'Sæt Aria 3-routeren op',
    summary: 'Hvilket kabel der skal hvorhen, hvad lampen betyder, og hvordan du navngiver dit Wi-Fi.',
    tags: ['router', 'wifi', 'opsætning'],
    body: `Det tager cirka ti minutter. Hav etiketten i bunden fremme: dér står navn og kode til dit Wi-Fi.

# Tilslutning

- Stil routeren frit, ikke i et skab og ikke bag fjernsynet.
- Sæt det grå kabel fra modemmet eller vægstikket i det blå stik. De fire gule er til dine egne apparater.
- Sæt strøm til. Opstarten tager to minutter.

# Hvad lampen betyder

- Hvid: alt er i orden.
- Orange, blinker: routeren er tændt, men kan ikke se nogen linje. Tjek det blå stik først.
- Orange, lyser fast: den opdaterer. Tag ikke strømmen.
- Rød: fejl. Tag strømmen i tredive sekunder. Bliver den rød igen, så skriv til os.

# Navn og kode

Åbn 192.168.1.1 på en tilsluttet enhed, eller brug Marlund Home-appen. Log ind med koden på etiketten. Under "Wi-Fi" kan du ændre navn og kode. Bagefter skal alle enheder tilsluttes igen.

# Når Wi-Fi er langsomt eller falder ud

- Vælg "Automatisk" under "Wi-Fi, Kanal". Så finder routeren selv en ledig kanal.
- Slå "Adskilte navne" til, hvis en ældre enhed ikke kan komme på: den skal bruge nettet på 2,4 GHz.
- Ved tykke vægge hjælper en Aria 3 mere på halvvejen. Vælg "Udvid" under opsætningen.

# Begynd forfra

Hold den lille knap på bagsiden inde i ti sekunder. Så slettes alle dine indstillinger.`,
  },
  {
    key: 'invoice',
    title: 'Faktura og firmaoplysninger',
    summary: 'Hvor du finder fakturaen, hvordan den rettes, og hvordan du køber som firma.',
    tags: ['faktura', 'erhverv'],
    body: `Fakturaen bliver til, når pakken forlader lageret. Før det er der kun en ordrebekræftelse, og den er ikke en faktura.

# Find en faktura

- Log ind, og åbn "Mine ordrer". PDF'en ligger ud for hver ordre, der er sendt.
- Købt uden konto: brug linket i mailen "Din pakke er på vej".
- Ældre end ti år: dem har vi ikke længere.

# Ret en faktura

Navn, adresse og CVR-nummer kan rettes i 90 dage. Skriv fakturaens nummer, der begynder med R, og oplysningerne præcis, som de skal stå. Den gamle faktura krediteres, og den nye får et nyt nummer. Beløbet kan ikke ændres på den måde.

# Køb som firma

Skriv firmanavn og CVR-nummer under "Min konto, Betaling". Så står de på alle nye fakturaer. Ved levering til et andet EU-land med gyldigt momsnummer trækkes momsen fra, før du betaler.

# Betal en faktura

Har du valgt faktura, skal beløbet overføres inden for 14 dage, og du skriver kun fakturanummeret som besked. Der kan gå to hverdage, før betalingen er registreret. Har du fået en rykker, selv om du har betalt, så send os datoen for overførslen og lad rykkeren ligge, til vi har svaret.`,
  },
  {
    key: 'account',
    title: 'Jeg kan ikke komme ind på min konto',
    summary: 'Link til ny kode, låst konto, nyt telefonnummer, og hvordan vi sikrer os, at det er dig.',
    tags: ['konto', 'adgangskode', 'app'],
    body: `Butikken og Marlund Home-appen bruger samme konto og samme adgangskode.

# Du har glemt koden

Vælg "Glemt adgangskode" på login-siden. Linket gælder i tredive minutter og kun én gang. Beder du om flere, virker kun det nyeste.

# Mailen kommer ikke

- Kig i spam og i mapper som "Tilbud".
- Se efter, om du har bestilt med en anden adresse. Den står i bekræftelsen.
- Nogle firmaers mailservere holder vores mails tilbage i nogle minutter.

# Kontoen er låst

Efter ti forkerte koder er kontoen låst i en time. Den låser selv op. Var det ikke dig, der prøvede, så skift kode bagefter.

# Nyt telefonnummer

Går koden til et gammelt nummer, så vælg "En anden måde" og brug en af de koder, du fik ved opsætningen. Har du dem ikke, så skriv til os.

# Sådan sikrer vi os, at det er dig

Vi spørger om postnummer og en tidligere ordre. Vi spørger aldrig om din adgangskode, et helt kortnummer eller en kode fra en sms, hverken i chatten eller i telefonen. Gør nogen det, er de ikke fra Marlund.

# Luk kontoen

Under "Min konto, Privatliv" kan du få den slettet. Fakturaer gemmes så længe, loven kræver.`,
  },
  {
    key: 'payment',
    title: 'Måder at betale på',
    summary: 'Kort, overførsel, faktura og rater, og hvad du gør, når en betaling bliver afvist.',
    tags: ['betaling', 'kort', 'rater'],
    body: `Du ser de måder, der er mulige for din ordre, før du bekræfter.

# Det kan du vælge

- Kort: beløbet reserveres ved bestilling og trækkes, når pakken sendes.
- Bankoverførsel: vi sender, når pengene er her, som regel efter en eller to hverdage.
- Faktura: betal inden for 14 dage efter levering, op til en grænse, der afhænger af tidligere ordrer.
- Rater: tre, seks eller tolv måneder. Alle vilkår vises, før du siger ja.
- Gavekort: kan kombineres med alt andet.

# Betalingen blev afvist

- Tjek nummer, dato og kontrolcifre.
- Godkend betalingen i bankens app inden for fem minutter.
- Spørg banken, om kortet er åbent for køb på nettet.
- Vent ti minutter, før du prøver igen. Flere forsøg i træk ligner svindel for mange banker.

# Et beløb står to gange

Ofte blev første forsøg afbrudt og er kun en reservation. Det er ikke en betaling, og den forsvinder normalt inden for fem hverdage. Står begge der stadig, så send os datoerne og de sidste fire cifre på kortet.

# Sikkerhed

Vi gemmer ikke kortnumre. Skriv aldrig et i chatten: så er vi nødt til at slette beskeden.`,
  },
  {
    key: 'app',
    title: 'Marlund Home-appen finder ikke en enhed',
    summary: 'Netværk, tilladelser og afstand: fire ting, der løser det meste.',
    tags: ['app', 'smart home', 'termostat'],
    body: `De fleste enheder, der ikke kan findes, er på det andet Wi-Fi-bånd eller for langt væk. Gå listen igennem oppefra.

# 1. Det rigtige netværk

Termostater, lamper og luftrensere bruger båndet på 2,4 GHz. Har routeren ét navn til begge bånd, er telefonen måske på det andet. Slå "Adskilte navne" til på routeren, og brug netværket uden "5G" i navnet, mens du tilføjer enheden.

# 2. Tilladelser

Appen skal have adgang til "Lokalt netværk" og "Bluetooth". Du finder begge i telefonens indstillinger under "Marlund Home". Luk appen helt, og åbn den igen bagefter.

# 3. Klar til at blive tilføjet

- Nido-termostat: hold ringen inde i ti sekunder, til der kommer en lille bølge.
- Luma-lampe: sluk og tænd den tre gange, så blinker den.
- Vento-luftrenser: hold blæserknappen inde i fem sekunder, til der lyder en tone.

Enheden er klar i tre minutter.

# 4. Afstand

Tilføj enheden højst tre meter fra routeren, og bær den derefter på plads. Går den offline dér, er signalet for svagt.

# Enheden var der, men er nu offline

- Lyser lampen på routeren hvidt?
- Har navn eller kode til Wi-Fi ændret sig? Så fjern enheden i appen, og tilføj den igen. Tidsplaner bliver bevaret.
- Tag strømmen i tredive sekunder.

Stopper det ved 80 procent, er det næsten altid en slåfejl i koden til Wi-Fi.`,
  },
];
