// Money asked back, threats to leave, reproach, patience at its end: Hindi, in both scripts.
import type { Lexicon } from '../types.ts';
import { stated, words } from './stated.ts';

export const hi: Lexicon['phrases'] = [
  [
    stated(
      String.raw`(मेरे|मेरा|हमारे|हमारा|पूरे|सारे) (\p{L}\S* )?(पैसे|पैसा|रुपये|रुपए) (\S+ )?(वापस|लौटा)(?! (कब|कैसे|मिल))`,
      String.raw`(पैसे|पैसा|रुपये|रुपए) (वापस|लौटा) ?(करो|दो|दीजिए|कीजिए|चाहिए|चाहिये|करिए)`,
      String.raw`(रिफंड|रिफ़ंड) (\S+ )?(चाहिए|चाहिये|दो|करो|दीजिए)|लौटाओ|लौटाइए|लौटा (दो|दीजिए)|lauta(o|iye|do| do| dijiye)`,
      String.raw`(paise|paisa|paisey|money|refund|rupaye) (\p{L}+ )?(wapas|vapas|wapis|vapis|back|lauta) ?(\p{L}+ )?(karo|kro|do|dedo|chahiye|chaiye|chahie|kijiye|dijiye|kar do)`,
      String.raw`refund (\p{L}+ )?(chahiye|chaiye|chahie|do|dedo|karo|kro)|mera paisa (wapas|vapas|wapis)`,
    ),
    -1.5,
  ],
  [
    stated(
      String.raw`(पोर्ट|बंद) (करा|करवा|कर) (लूंगा|लूँगा|लूंगी|लूँगी|रहा|रही|दूंगा|दूँगा|दूंगी|दूँगी|देंगे|लेंगे|रहे)`,
      String.raw`(port|band|switch|cancel) (kar|kara|karwa|krwa|krva) ?(lunga|loonga|lungi|loongi|raha|rahi|dunga|doonga|dungi|denge|lenge|rha|rhi)`,
      String.raw`(दूसरी|दूसरे|और किसी) (कंपनी|बैंक|दुकान|ऐप|ऑपरेटर) (\S+ ){0,3}(जा|ले|चला|चली|करा)|(dusri|doosri|dusre|doosre|kisi aur) (company|bank|app|operator|jagah|dukan) (\p{L}+ ){0,3}(ja|jaa|le|chala|chali|switch|se lunga)`,
      String.raw`(अब से|दोबारा|आगे से|आज के बाद|फिर) (\S+ )?(कभी|कुछ) (\S+ )?(नहीं|न)|(dobara|dubara|aage se|aaj ke baad|ab se) (\p{L}+ )?(kabhi|kuch) (\p{L}+ )?(nahi|nahin|ni|na)|कभी नहीं (खरीद|लूंगा|लूँगा|आऊंगा|आऊँगा)\S*|kabhi nahi (kharid|lunga|aaunga|order)\p{L}*`,
    ),
    -1.7,
  ],
  [
    words(
      String.raw`(कंज्यूमर|उपभोक्ता|कन्ज्यूमर) (कोर्ट|फोरम|फ़ोरम|अदालत|न्यायालय|आयोग|हेल्पलाइन)|(consumer|legal) (court|forum|cell|notice|action|helpline)|वकील|कानूनी|vakil|wakil|court (me|mein|jaunga|jaungi)|fir (karunga|karwa|darj)|one star|एक स्टार|ट्राई|trai|ombudsman|लोकपाल`,
    ),
    -1.4,
  ],
  [
    words(
      String.raw`(तीसरी|चौथी|पांचवी|पाँचवीं|पांचवीं|दसवीं|सौवीं) (बार|दफा|दफ़ा)|बार[- ]बार|कितनी बार|हर बार|(teesri|tisri|chauthi|panchvi|paanchvi|dasvi|[3-9]th|[3-9]rd) (baar|bar|dafa|time)|(baar|bar)[- ](baar|bar)|kitni (baar|bar)|har (baar|bar)`,
      String.raw`(तीन|चार|पांच|पाँच|दस|सौ|कई|[3-9]) बार|(teen|char|chaar|paanch|panch|das|sau|kai|[3-9]) (baar|bar)`,
    ),
    -1.1,
  ],
  [
    words(
      String.raw`(अभी तक|अब तक|आज तक) (\S+ ){0,2}(कोई|कुछ)|(abhi tak|ab tak|aaj tak) (\p{L}+ ){0,2}(koi|kuch)|(\d+|दो|तीन|चार|पांच|पाँच) (दिन|हफ्ते|हफ़्ते|महीने|घंटे) से|(\d+|do|teen|char|paanch) (din|hafte|mahine|ghante|month) se`,
    ),
    -0.8,
  ],
  [
    words(
      String.raw`(तंग|परेशान|हद) (आ |हो |कर )?(गया|गई|गए|चुका|चुकी|दी|रखा)|बस बहुत हुआ|बहुत हो गया|मज\u{93c}?ाक (बना|चल|समझ|उड़ा|कर)\S*|(बेवकूफ|बेवकूफ़|पागल|उल्लू|मूर्ख) (बना|समझ)\S*`,
      String.raw`(tang|pareshan|pareshaan|had) (aa |ho |kar )?(gaya|gayi|gaye|chuka|chuki|di|rakha)|bas bahut hua|bahut ho gaya|mazaa?k (bana|chal|samajh|uda|kar)\p{L}*|(bewakoof|bevkuf|bewkoof|pagal|ullu|chutiya) (bana|samajh|samjh)\p{L}*`,
    ),
    -1.6,
  ],
  [
    words(
      String.raw`(कोई|किसी) (\S+ ){0,2}(सुनता|सुनने|जवाब|उठाता|बताता|मदद|रिप्लाई) (\S+ )?(नहीं|न)|(koi|kisi) (\p{L}+ ){0,2}(sunta|sunne|jawab|javab|uthata|batata|madad|reply|response) (\p{L}+ )?(nahi|nahin|nai|nhi|na)`,
    ),
    -1.2,
  ],
];
