//! Tolerant reading through formats of serde.

use serde::de::DeserializeSeed;
use spectable::Model;

use crate::models::*;

/// A document with contradictions of several kinds, which every format can hold that describes itself.
fn call() -> Call {
    TOLERANT
        .from_str(
            r#"{"text":1,"integer":"x","boolean":"no","at":[1.5],"texts":["a",true],"direction":"new",
            "next":{"level":"high","small":4},"all":[{"day":"5/4"}],"counts":{"a":1,"b":"2"},"target":["a",1]}"#,
        )
        .unwrap()
}

#[test]
fn formats_that_describe_themselves_keep_contradictions() {
    let call = call();
    let ron = ron::to_string(&call).unwrap();
    let mut format = ron::Deserializer::from_str(&ron).unwrap();
    let read = TOLERANT.seed::<Call>().deserialize(&mut format).unwrap();
    assert!(read == call, "{read:?} from {ron}");
    assert!(ron::from_str::<Call>(&ron).is_err());

    let lenient: Lenient = spectable::from_str(r#"{"id":"x","inner":{"a":[1,null]},"all":7}"#).unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(&lenient, &mut cbor).unwrap();
    assert!(ciborium::from_reader::<Lenient, _>(&cbor[..]).unwrap() == lenient);
    let ron = ron::to_string(&lenient).unwrap();
    assert!(ron::from_str::<Lenient>(&ron).unwrap() == lenient, "{ron}");
}

#[test]
fn formats_that_do_not_describe_themselves_refuse_to_write_them() {
    let error = postcard::to_stdvec(&call()).unwrap_err().to_string();
    assert!(error.contains("length of a sequence must be known"), "{error}");
    let good = Lenient::default().with_id(5).with_inner(Counts::default().with_name("n"));
    let bytes = postcard::to_stdvec(&good).unwrap();
    assert!(
        postcard::from_bytes::<Lenient>(&bytes).unwrap() == good,
        "a tolerant model is read as documented"
    );
    let mut format = postcard::Deserializer::from_bytes(&bytes);
    assert!(TOLERANT.seed::<Lenient>().deserialize(&mut format).unwrap() == good);
    assert!(good.extra().is_empty());
}
